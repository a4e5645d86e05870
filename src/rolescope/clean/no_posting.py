"""Pages that came where a posting was expected: errors, closed jobs, consent, log-in, scripts, empty templates."""

from __future__ import annotations

import re

LONGEST = 1_500
"""Characters of the longest text that may be none: a page with more says something beside its notice."""
_MOST_LEFT = 600
_FEWEST_BLANKS = 3


def why_no_posting(title: str, text: str) -> str | None:
    """What a text is instead of a posting, None where it may be one.

    Sure signs alone count: a notice in the words of such pages and, once the sentences that hold one are
    gone, no word that postings use. A posting that was closed but is still all there is a posting.

    Parameters
    ----------
    title, text
        Cleaned title and text.

    Examples
    --------
    >>> why_no_posting("404", "Page not found. The page you are looking for does not exist.")
    'an error page'
    >>> why_no_posting("Clerk", "Applications are closed. We were looking for a clerk with experience of maps.")
    """
    if len(text) > LONGEST:
        return None
    low = text.casefold().replace("\u2019", "'")
    if len(_BLANKS.findall(low)) >= _FEWEST_BLANKS or _FILLER.search(low) or _HEADINGS.fullmatch(low):
        return "an empty template"
    if _WORK.search(low):
        return None
    notice = _NOTICE.search(low) or _NOTICE_TITLE.fullmatch(title.casefold().strip(" .!|-\u2013"))
    if notice is None:
        return None
    left = " ".join(sentence for sentence in _SENTENCE.split(low) if not _NOTICE.search(sentence))
    return None if len(left) > _MOST_LEFT or _OF_A_POSTING.search(left) else _KINDS[notice.lastgroup or ""]


_KINDS = {
    "error": "an error page",
    "closed": "a notice that the job is gone",
    "consent": "a notice of cookies",
    "account": "a page to log in",
    "script": "a page that needs JavaScript, or proof of being human",
}
_ERROR = (
    r"\bpage (?:was |could |can ?)?not (?:be )?found|\b404 (?:not found|error)|\berror 404|\bhttp 404|\bthis page (?:does not|doesn't) exist|"
    r"\bpage (?:that )?you(?:'re| are| were)? (?:looking for|requested|trying)|\b(?:50[0234]|403) (?:internal|bad gateway|service|gateway|forbidden)|"
    r"\binternal server error|\bservice (?:is )?(?:temporarily )?unavailable|\baccess denied|\bsomething went wrong|"
    r"\bseite (?:wurde )?(?:leider )?nicht gefunden|\bseite existiert nicht|\bpage (?:introuvable|non trouvée)|\bcette page n'existe|"
    r"\bpágina no encontrada|\bla página (?:que buscas )?no existe|\bpágina não (?:foi )?encontrada|\bpagina non trovata|"
    r"\bpagina (?:is |werd )?niet gevonden|\bnie znaleziono strony|\bstrona nie (?:została znaleziona|istnieje)|\bsidan (?:kunde inte hittas|hittades inte)|"
    r"\bsiden (?:blev ikke fundet|ble ikke funnet)|\bsayfa bulunamadı|страница не найдена|ページが見つかりません|页面不存在|페이지를 찾을 수 없습니다"
)
_JOB = r"(?:job|position|role|vacancy|posting|opening|opportunity|listing|ad|advert)(?: (?:posting|listing|ad|advert|opening))?"
_CLOSED = (
    rf"\b(?:this|the|that|sorry,? (?:this|the)) {_JOB}(?: you(?:'re| are| were)? (?:looking for|trying to view))? (?:is|are|was) (?:(?:no longer|not|currently not) (?:available|active|open|online|accepting|posted|listed|valid|live|found)|unavailable|expired|closed(?! to))\b|"
    rf"\b(?:this|the) {_JOB}(?: you(?:'re| are| were)? looking for)? (?:has|have) (?:now |already |since )?(?:been (?:filled|closed|removed|taken down|deleted|archived)|expired|closed)|"
    rf"\b(?:this|the) {_JOB}(?: you(?:'re| are| were)? looking for)? (?:does not|doesn't|no longer) exists?|\bno longer accepting applications|"
    r"\b(?:job|position|vacancy) (?:not found|expired|closed)\b|\bapplications? (?:for this (?:job|role|position) )?(?:are|is|have|has) (?:now |been )?closed|"
    r"\b(?:stelle|stellenanzeige|stellenangebot|position|job|anzeige) (?:ist|wurde) (?:leider )?(?:nicht mehr|bereits (?:besetzt|vergeben)|besetzt|abgelaufen)|"
    r"\boffre (?:d'emploi )?(?:n'est plus|a expiré|est expirée|a été (?:pourvue|supprimée|retirée))|\bposte (?:n'est plus|a été pourvu|est pourvu)|"
    r"\b(?:oferta|vacante|vaga|puesto) (?:de (?:empleo|trabajo|emprego) )?(?:ya no|ha (?:caducado|expirado|sido)|já não|não está mais|foi (?:encerrada|preenchida)|expirou)|"
    r"\b(?:offerta|posizione|annuncio)(?: di lavoro)? (?:non è più|è scadut[ao]|è stat[ao] (?:chius|rimoss))|"
    r"\bvacature (?:is |bestaat )(?:helaas )?(?:niet (?:meer|langer)|gesloten|verlopen|vervuld)|\b(?:ogłoszenie|oferta)(?: pracy)? (?:wygasł[ao]|jest (?:już )?nieaktualn|nie jest już)|"
    r"\b(?:tjänsten|annonsen) (?:är|har) (?:inte längre|tillsatt|utgått)|\b(?:stillingen|jobbet) er (?:ikke længere|ikke lenger|besat|besatt)|"
    r"вакансия (?:закрыта|в архиве|не найдена)|この求人は(?:募集を)?終了|募集は終了|职位已(?:关闭|下线|过期)|채용이? ?(?:마감|종료)"
)
_CONSENT = (
    r"\b(?:we|this (?:web)?site|our partners|we and our \w+|our (?:web)?site) (?:\w+ )?(?:use|uses|store|stores)(?: \w+)? cookies|\baccept (?:all )?(?:the )?cookies|\bcookie (?:policy|settings|preferences|consent)|"
    r"\b(?:verwendet|verwenden|nutzen|nutzt|benutzt) (?:\w+ )?cookies|\b(?:alle )?cookies (?:akzeptieren|zulassen|ablehnen)|\butilis(?:e|ons|ent) (?:des |les )?cookies|"
    r"\b(?:accepter|refuser) (?:tous )?les cookies|\b(?:utilizamos|usamos|utiliza|usa) cookies|\b(?:aceptar|rechazar|aceitar) (?:todas? )?(?:las |os )?cookies|"
    r"\b(?:utilizza|utilizziamo|usa) (?:i )?cookies?|\b(?:gebruikt|gebruiken|plaatsen) (?:\w+ )?cookies|\bcookies (?:accepteren|weigeren)|\b(?:używa|używamy|korzysta) (?:z )?(?:plików )?cookies?|"
    r"\b(?:använder|bruger|bruker) (?:\w+ )?(?:cookies|kakor)|クッキーを使用|cookie를 사용"
)
_ACCOUNT = (
    r"\b(?:sign|log) ?in to (?:continue|view|see|apply|your account|access|linkedin|indeed|glassdoor)|\b(?:please|you (?:must|need to|have to)) (?:sign|log) ?in|\bforgot(?:ten)? (?:your )?password|"
    r"\bcreate an account to (?:view|see|continue)|\balready have an account|\bsession has (?:expired|timed out)|\bpasswort vergessen|\b(?:bitte )?melden sie sich (?:bitte )?an|\bmot de passe oublié|"
    r"\bconnectez-vous|\b(?:has olvidado|olvidaste|olvidó) (?:tu|su) contraseña|\binicia(?:r)? sesión para|\besquece(?:u|ste) (?:a |sua )?senha|\bpassword dimenticata|\bwachtwoord vergeten|"
    r"\b(?:zaloguj się|nie pamiętasz hasła)|\bglömt (?:ditt )?lösenord|\bglemt (?:adgangskode|passord)|パスワードを(?:お忘れ|忘れ)|忘记密码"
)
_SCRIPT = (
    r"\b(?:enable|activate|turn on|requires?|without|supports?) javascript|\bjavascript (?:is|seems to be|must be|has been|needs to be) (?:\w+ )?(?:disabled|required|enabled|off|not)|\bchecking (?:if the site connection is secure|your browser)|"
    r"\bverify(?:ing)? (?:that )?you are (?:a )?human|\bare you a (?:robot|human)|\bi'm not a robot|\bunusual traffic|\bcomplete the (?:captcha|security check)|\bjust a moment\.\.\.|\byour browser is (?:not supported|out of date|outdated)|"
    r"\bray id:|\b(?:aktivieren sie|muss) javascript|\bjavascript (?:ist deaktiviert|aktivieren)|\bactive[rz] (?:le )?javascript|\b(?:habilit[ae]r?|activ[ae]r?|ative|attiva(?:re)?) (?:el |o )?javascript|"
    r"\bjavascript (?:in te schakelen|inschakelen)|\bwłącz(?:yć)? (?:obsługę )?javascript|\baktivera javascript|javascriptを有効|启用 ?javascript|включите javascript"
)
_NOTICE = re.compile(
    rf"(?P<error>{_ERROR})|(?P<closed>{_CLOSED})|(?P<consent>{_CONSENT})|(?P<account>{_ACCOUNT})|(?P<script>{_SCRIPT})"
)
_NOTICE_TITLE = re.compile(
    r"(?P<error>(?:error )?(?:404|403|500|502|503)(?: (?:-|\u2013|\|) .*| not found| error| forbidden)?|(?:page )?not found|access denied|error|oops)|"
    r"(?P<closed>(?:job|position|vacancy|role) (?:expired|closed|not found|unavailable|no longer available))|"
    r"(?P<account>(?:sign|log) ?in|login|anmelden|se connecter|connexion|iniciar sesión|inloggen)|(?P<script>just a moment|attention required|loading|please wait)"
)
_FILLER = re.compile(r"\blorem ipsum dolor\b")
_BLANKS = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|\$\{[^{}\n]{1,60}\}|<%[^%\n]{1,60}%>|%%[a-z_]{2,40}%%|"
    r"\[(?:insert|enter|add|your|company|job|role|position|location|salary|department|number|name|x)\b[^\]\n]{0,60}\]|<(?:insert|enter|add) [^<>\n]{1,60}>"
)
_HEADINGS = re.compile(r"(?:\W*\w+(?: \w+){0,3} ?:)+\W*")
_WORK = re.compile(r"\b(?:build(?:s|ing)?|develop(?:s|ing)?|design(?:s|ing)?|years?|candidates?|engineers)\b")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*|\n+")
_OF_A_POSTING = re.compile(
    r"\b(?:experience|experienced|responsib\w+|requirements?|required|qualifications?|skills|salary|degree|engineer(?:s|ing)? (?:who|with|to|for|in)|"
    r"we(?:'re| are) (?:hiring|looking|seeking)|you(?:'ll| will| have| bring)|your (?:role|tasks|profile|team)|full[- ]time|python|java|sql|"
    r"aufgaben|anforderungen|erfahrung|kenntnisse|profil|wir suchen|gehalt|missions?|compétences|expérience|nous recherchons|salaire|"
    r"responsabilidades|requisitos|experiencia|experiência|buscamos|procuramos|esperienza|requisiti|cerchiamo|taken|ervaring|wij zoeken|functie-eisen|"
    r"wymagania|doświadczenie|obowiązki|szukamy|erfarenhet|vi söker|erfaring|vi søger|vi søker)\b|"
    r"требования|обязанности|опыт|応募資格|仕事内容|経験|岗位职责|任职要求|经验|자격요건|담당업무|경험"
)
