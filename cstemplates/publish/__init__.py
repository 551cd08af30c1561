"""Publish: names, whole files, the manifest; nothing about what is inside."""

from cstemplates.publish.archive import zip_files
from cstemplates.publish.atomic import write_file
from cstemplates.publish.folder import Published, publish
from cstemplates.publish.manifest import OutputFile, sha256
from cstemplates.publish.names import plan_names, safe_name

__all__ = [
    "OutputFile",
    "Published",
    "plan_names",
    "publish",
    "safe_name",
    "sha256",
    "write_file",
    "zip_files",
]
