"""Words of diplomacy in Russian and Korean, and the English in which a timeline may tell of them.

A timeline in English is so found by readers of the languages of its sources. Names of persons,
bodies, states and places are not here: they are on record with all their forms.
"""

from __future__ import annotations

from ddr.names import stem

_SENTENCE = """
a about after all also am an and any are as at be been before between by can could did do
does during ever find first for from give had has have how i in into is it its last many me
much of on or over s please since so some take taken tell than that the their there they this
to until upon was were what when where whether which who whom whose why will with would
а без бы был была были было в ведь во для до его ее если и из или их к как какая какие какое
какой каком когда кого кем кто куда ли между на над не о об он она они от перед по под после
почему при про с со сколько такое так там то у чем что чтобы чья чей это
г год года году день дня дней
과 관한 그리고 누가 누구 누구와 는 대한 대해 및 몇 무엇 무엇을 사이 사이의 언제 얼마나 어디
어디서 어떤 어떻게 에서 와 왜 은 의 이 있나 있었나 하는 한
"""
LIGHT = frozenset(_SENTENCE.split())
"""Words that hold a sentence or a question together; a search may do without them."""

_RUSSIAN = {
    "armistice": "перемир",
    "aid help assistance": "помощ содейств",
    "agreement": "соглашен",
    "ambassador": "посол посл",
    "anniversary": "годовщин юбил",
    "apology apologize": "извинен",
    "appointment appointed": "назначен назнач",
    "arms weapons": "оруж вооружен",
    "army military": "арм воен",
    "article": "стат",
    "award medal": "наград медал награжден",
    "border frontier": "границ пограничн",
    "bridge": "мост",
    "call telephone": "звонок телефон",
    "church": "церков храм",
    "claim": "заявлен утвержден",
    "commission": "комисс",
    "congress": "съезд",
    "cooperation": "сотрудничеств",
    "council": "совет",
    "credentials": "верительн грамот",
    "crisis": "кризис",
    "cultural culture": "культур культурн",
    "death dies": "смерт умер умерл сконча гибел кончин",
    "debt": "долг задолжен",
    "declaration": "декларац",
    "defense defence": "оборон",
    "delegation": "делегац",
    "diplomatic": "дипломатическ",
    "economic": "экономическ",
    "embassy": "посольств",
    "ensemble": "ансамбл",
    "envoy": "посланник",
    "establish": "установлен",
    "exercise": "учен",
    "ferry": "пар",
    "flight": "рейс авиарейс",
    "foreign": "иностра",
    "founding": "основан образован провозглашен",
    "friendship": "дружб",
    "letter message": "письм послан",
    "liberation": "освобожден",
    "logging": "лесозаготовк",
    "meet meeting summit talks": "встреч встрет",
    "memorandum": "меморандум",
    "minister": "министр",
    "missile": "ракет ракетн",
    "mutual": "взаимн",
    "neighborliness": "добрососедств",
    "nonproliferation proliferation npt": "нераспространен дня",
    "nuclear atomic": "ядерн атомн",
    "oil": "нефт",
    "parade": "парад",
    "partnership": "партнерств",
    "plant": "электростанц станц",
    "president": "президент",
    "prisoners captured capture": "плен",
    "protocol": "протокол",
    "railway rail train": "железн железнодорожн поезд",
    "ratification ratifies ratify": "ратификац ратифицирова",
    "reception": "при",
    "recognition recognize recognizes": "признан призна",
    "regime": "реж",
    "relations": "отношен",
    "resolution": "резолюц",
    "sanctions": "санкц",
    "session": "заседан сесс",
    "settlement settling": "урегулирован списан списа",
    "ship": "корабл",
    "signed signing": "подписан подписа",
    "sinking": "потоплен",
    "soldiers troops": "солдат войск военнослужа бойц",
    "special": "специальн",
    "strategic": "стратегическ",
    "comprehensive": "всеобъемлющ",
    "summit": "самм",
    "talks": "переговор",
    "test": "испытан",
    "tourists": "турист",
    "trade": "торговл торгов",
    "treaty": "договор",
    "troops": "войск",
    "veto vetoes": "вет",
    "victory": "побед",
    "visit visits": "виз визит посещен посет поездк",
    "vote votes": "голосован",
    "war": "войн",
    "wheat": "пшениц зерн",
    "withdrawal leave": "вывод",
    "workers": "рабоч",
}
"""The Russian words as `ddr.names.stem` leaves them."""
_KOREAN = {
    "aid help assistance": "원조 지원 도움",
    "agreement": "협정 합의",
    "ambassador": "대사",
    "anniversary": "주년 기념일 기념",
    "armistice": "정전 휴전",
    "arms weapons": "무기",
    "army military": "군대 군사",
    "award medal": "훈장 메달",
    "border frontier": "국경",
    "bridge": "다리 교량 대교",
    "call telephone": "전화 통화",
    "commission": "위원회",
    "cooperation": "협력 협조",
    "cosmodrome": "우주기지",
    "credentials": "신임장",
    "crisis": "위기",
    "cultural culture": "문화",
    "death dies": "사망 서거 별세",
    "debt": "빚 부채 채무",
    "declaration": "선언",
    "defense defence": "국방",
    "delegation": "대표단",
    "diplomatic": "외교",
    "economic": "경제",
    "embassy": "대사관",
    "establish": "수립 수교",
    "exercise": "훈련 연습",
    "flight": "항공편 직항",
    "foreign": "외무",
    "founding": "건국 창건",
    "friendship": "우호 친선 우정",
    "joint": "공동",
    "letter message": "편지 친서 서한",
    "liberation": "해방 광복",
    "logging": "벌목 벌채 산림채벌",
    "meet meeting summit talks": "회담 만남 상봉",
    "memorandum": "비망록",
    "minister": "장관",
    "missile": "미사일",
    "museum": "박물관",
    "mutual": "상호",
    "nuclear atomic": "핵 원자력",
    "partnership": "동반자 동반자관계",
    "plant": "발전소",
    "president": "대통령",
    "prisoners captured capture": "포로",
    "protocol": "의정서",
    "railway rail train": "철도 열차 기차",
    "ratification ratifies ratify": "비준",
    "reception": "연회 환영연",
    "recognition recognize recognizes": "승인 인정",
    "relations": "관계",
    "resolution": "결의",
    "sanctions": "제재",
    "signed signing": "서명 체결 조인",
    "soldiers troops": "병사 군인 파병 병력",
    "strategic": "전략",
    "comprehensive": "포괄",
    "summit": "정상회담 수뇌회담 수뇌상봉",
    "talks": "협상 회담",
    "test": "실험",
    "tourists": "관광객",
    "trade": "무역 교역",
    "treaty": "조약",
    "troops": "군대 부대",
    "veto vetoes": "거부권",
    "victory": "승리 전승",
    "visit visits": "방문 방북 방러 답방",
    "vote votes": "표결 투표",
    "war": "전쟁",
    "wheat": "밀",
    "withdrawal leave": "철수 철군",
}
_ENGLISH = (
    "aid help assistance", "ambassador envoy", "apology apologize", "arms weapons",
    "assassinated assassination killed murder", "award medal", "begin start outbreak",
    "border frontier", "capture prisoner", "death die dies died", "debt loan",
    "end lapse expire terminate over", "establish found founding", "killed died",
    "letter message", "meet meeting met summit talks", "nuclear atomic",
    "quit leave withdraw withdrawal", "railway rail railroad train", "ratify approve",
    "recognize recognise recognition", "soldiers troops forces", "stop suspend freeze",
    "support help", "telephone phone call", "treaty pact", "visit trip tour travel",
)  # fmt: skip
"""English words of which one may be meant where nothing has the other."""
PARTICLES = (
    "에서는", "으로부터", "에서", "에게", "께서", "까지", "부터", "으로", "하고", "이나", "한테",
    "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "로", "도", "만",
    "했나", "했는가", "했다", "하였다", "하다", "한", "된", "되다", "들", "들이", "들은", "들의",
)  # fmt: skip
"""What Korean writes onto a noun."""


def russian(word: str) -> tuple[str, ...]:
    """Return the English for a Russian word in any of its forms."""
    root = stem(word)
    found = (english for english, roots in _RUSSIAN.items() if root in roots.split())
    return tuple(dict.fromkeys(" ".join(found).split()))


def english(word: str) -> tuple[str, ...]:
    """Return English words that may stand for one, in any of its forms."""
    root = stem(word)
    groups = (group.split() for group in _ENGLISH)
    return tuple(one for group in groups if root in map(stem, group) for one in group)


def korean(word: str) -> tuple[str, ...]:
    """Return the English for a Korean noun, particles left aside."""
    found: list[str] = []
    for bare in without_particle(word):
        for english, words in _KOREAN.items():
            if bare in words.split():
                found += english.split()
    return tuple(dict.fromkeys(found))


def without_particle(word: str) -> list[str]:
    """Return a Korean word, and what it may be without the particle written onto it."""
    ends = (word.removesuffix(end) for end in PARTICLES)
    return list(dict.fromkeys([word, *(bare for bare in ends if bare)]))
