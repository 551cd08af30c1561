"""CST514."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cstemplates.check.rule import Violation
from cstemplates.check.wording import find_wording
from cstemplates.messages import _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cstemplates.check.facts import Facts

# Common letters of this field that simplified Chinese does not have; not 著, 乾 and others
# that it keeps for some words.
_LETTERS = (
    "個們來時為這國對會從實過還經頭說開關問題間長東車點錢電話請讓應該務員業與專兩嚴豐臨舉義樂"
    "習鄉書買亂爭虧雲亞產親價倉儀優償儲億內冊凍則剛創劃劇勞勢勝動勵勸區協單廠廳參雙發變號聽啟"
    "嗎團園圍圖場壞壓塊墊執報夠夢獎婦學寧寫寬審將導層屆屬嶺帥師帳帶幣幫廣庫廚彈強彙徑徹恆憂慣"
    "慮態憑懷懸戲戶拋換擇擔據擬擴擺攝攤敗敵數斂斷顯曆曉條極構樣機檔檢櫃權歡歲歸殘氣決沒況減測"
    "準溝滅滿漢澤濟濫災無煩營燈狀獨獲現瑪環畢異療盜盡監盤礎確禮種稅稱窮競筆節範築簡籌簽糧糾紀"
    "約級紙細終組結絕給統維網緊線編緩練縮總績織繳繼續罰羅職聯聲肅脫腦舊艦藝處虛補裝裡製複規視"
    "覺覽觀觸訂計訊討訓記訟訪設許訴診註評詞詢試詳誌認誠語誤課調談論諮諾謀謂講證識議護譽負財責"
    "貨販購費貼貿資賓賞賠質賬賴贈贏趕軌軟較載輔輪輸轉輕辦農連進運達違遠適選遺邊鄰醫釋針鈔鉤銀"
    "銷鋪錄錯鍵鎮鏈鐘鑒門閉閒閱闊隊陽際險隨難雜離靈靜響頁頂項順須預領額願類顧風飯飲館騙驗驚體"
    "髮鬆鬧魚鮮麥麼黨齊齡"
)
_TRADITIONAL = re.compile(rf"《[^》\n]*》|[{_LETTERS}]+")


class TraditionalLetter:
    """A text holds traditional Chinese letters among simplified ones.

    Why it matters:
        Material from several places mixes both. A search for 顾客 does not find 顧客, and
        the reader of one page sees two spellings of one word.

    Example:
        ```yaml
        text: 每月回訪重点客户
        ```

    Use instead:
        ```yaml
        text: 每月回访重点客户
        ```

    Exceptions:
        Names in 《》, which are quoted as they are.
    """

    code = "CST514"

    def check(self, facts: Facts) -> Iterator[Violation]:
        """Look for common letters that simplified Chinese does not have."""
        for place, match in find_wording(facts, _TRADITIONAL):
            if not match[0].startswith("《"):
                message = _("“{words}” is written in traditional letters.")
                near = match.string[max(match.start() - 1, 0) : match.end() + 1]
                message = message.format(words=near.strip())
                hint = _("Write it in simplified letters.")
                yield Violation(place.kind, place.id, place.key_path, message, hint)
