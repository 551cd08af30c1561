#!/bin/sh
# The tests lay documents out with LibreOffice and look at the pages: install what is
# missing when we may, else say exactly what to install.
set -eu
need="libreoffice-writer-nogui python3-uno fonts-noto-cjk fonts-lxgw-wenkai fonts-liberation2 poppler-utils"
missing=""
for package in $need; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  apt-get update -qq
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
else
  echo "The tests need these packages. Run / 测试需要以下软件包，请执行: sudo apt-get install --no-install-recommends$missing" >&2
  exit 1
fi
