"""Find names of private persons by what stands around them, and personal numbers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from jixiao.checking.known_texts import KnownTexts
from jixiao.checking.policy import Policy
from jixiao.checking.rules.wording._near_words import near_words
from jixiao.checking.words import Signs
from jixiao.text import trie_pattern

_CHINESE = re.compile(r"[㐀-鿿]")
# A name begins behind one of these, or behind what is no Chinese character.
_BEFORE_NAME = frozenset("为给对向与和及由因付决销放发助报于的将替把问望彰扬励恤葬")
# Where what follows is said of persons only, behind a place, an office or one person of many, too.
_PERSONS_OF = "镇乡村屯寨区县市州省社局校院厂站所队组户名位人员生者属工部兵警友师干民级班童儿"
_WORDS_BEFORE = ("其中", "包括", "处理", "化解", "安抚", "接待", "办理")
_BEFORE_PERSON = re.compile(rf"(?:{'|'.join(_WORDS_BEFORE)}|[{_PERSONS_OF}])$")
_ADDRESS_ALONE = frozenset({"同志", "先生", "女士"})
_LISTED = re.compile(r"([㐀-鿿]{3}(?:、[㐀-鿿]{3})+)等(?:[0-9]{1,4}余?)?[名位人]")
_LAST_LISTED = re.compile("、[㐀-鿿]{3}等")
_COUNT_OF_PERSONS = re.compile(r"[0-9两二三四五六七八九十][名位人]")
_BEFORE_COUNT = re.compile(
    r"([㐀-鿿]{3}(?:[、和][㐀-鿿]{3})+)(?:共计?|合计)?[0-9]{0,2}$|([㐀-鿿]{3})等[0-9]{0,3}$"
)
_ROOM_BEFORE = 48
_TAKEN_ON = re.compile(
    r"([㐀-鿿]{3})(?:等|为|担任|作为|任(?!务)|从事|负责|到|(?:共计?)?[0-9两二三四五][0-9]?[名位人])"
)
_NOT_PERSONS = ("同志们", "同志会")
_TIMES = frozenset("万千百亿")  # 万 is a surname, too
_SHORT = 2  # characters of a name
_MASK = "某×✕*○〇xX"
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?![\dXx])"
)
_ACCOUNT = re.compile(
    r"(?:账号|帐号|账户|卡号|银行卡)[^\d,。;]{0,8}(\d{12,19})(?!\d)|(?<!\d)(62\d{14,17})(?!\d)"
)
_MOBILE = re.compile(r"(?<![\d.])(1[3-9]\d{9})(?![\d.]|[元万亿%人个次份只])")
LONG_NUMBER = re.compile(r"[0-9](?:[0-9]{10})")
"""Stands in every text that holds a personal number."""


class Persons:
    """The words of a policy, made ready once; ``nobody`` are the texts that name nobody."""

    def __init__(self, policy: Policy) -> None:
        address = policy.words("publication_address")
        matters = policy.words("publication_matters")
        roles = policy.words("publication_roles")
        self._surnames = frozenset(policy.words("publication_surnames"))
        self._address = frozenset(address)
        self._alone = re.compile("|".join(_ADDRESS_ALONE.intersection(address)) or "(?!)")
        self._personal = frozenset(policy.words("publication_personal_matters"))
        self._words_behind, self._roles = frozenset((*address, *matters)), frozenset(roles)
        self._behind = _alternation((*address, *matters))
        hiring = policy.words("publication_hiring")
        begins = re.escape("".join(sorted({one[0] for one in self._surnames} | set(_MASK))))
        # Few are named where their kind is named.
        self._before = re.compile(f"{trie_pattern(roles)}(?=:?[{begins}])")
        # Most texts have no such place; what begins with a set is searched fastest.
        words = (*_WORDS_BEFORE, *roles, *hiring)
        behind = {*_BEFORE_NAME, *_PERSONS_OF, *(one[-1:] for one in words)}
        begun = rf"[{begins}](?:(?<![㐀-鿿].)|(?<=[{re.escape(''.join(sorted(behind)))}].))"
        self._may_begin = re.compile(begun)
        self._after_role = policy.pattern("publication_behind_roles")
        self._said_of = policy.pattern("publication_said_of_persons")
        self._gravely = policy.pattern("publication_said_of_persons_alone")
        self._of_health = policy.pattern("publication_health_behind")
        said = f"{self._said_of.pattern}|{self._of_health.pattern}"
        self._may_be_said_of = re.compile(f"{begun}.{{1,3}}?(?:{said})")
        ends = re.escape("".join(sorted({":", *(one[-1:] for one in roles)})))
        self._may_have_role = re.compile(f"[{begins}](?<=[{ends}].)")
        self._signs = Signs(
            [
                (
                    *address,
                    *matters,
                    *roles,
                    *policy.words("publication_illness"),
                    *hiring,
                )
            ]
        )
        self._words = near_words(policy)
        self._not_names = policy.pattern("publication_not_names")
        self._public = policy.pattern("publication_public_persons")
        self._offices = policy.pattern("publication_offices")
        self._called_after = policy.pattern("publication_called_after")
        self._hiring = frozenset(hiring)
        self._hired = policy.pattern("publication_hiring")
        self.nobody = KnownTexts()

    def near(self, key: str, pairs: Iterable[int] | None) -> list[str]:
        """The words near which names stand, of those that a folded text holds: see `Signs.words_in`."""
        return self._signs.words_in(key, pairs)

    def surname(self, name: str) -> str:
        """The surname of a name, which may have two characters: 欧阳."""
        return name[:2] if name[:2] in self._surnames and len(name) > _SHORT else name[0]

    def may_name(self, key: str) -> bool:
        """Whether a name may begin somewhere in a folded text."""
        return self._may_begin.search(key) is not None or self._alone.search(key) is not None

    def names(self, key: str, near: Sequence[str]) -> Iterator[tuple[str, bool]]:
        """Names in a folded text that `may_name` somebody, and whether they are masked in print.

        ``near`` are those of the words near which names stand that it holds.
        """
        if not self._words_behind.isdisjoint(near):
            yield from self._before_words(key)
        said_of = self._may_be_said_of.search(key) is not None
        if said_of:
            yield from self._afflicted(key)
        if _LAST_LISTED.search(key) is not None:
            yield from self._listed(key)
        if _COUNT_OF_PERSONS.search(key) is not None:
            yield from self._counted(key)
        if not self._hiring.isdisjoint(near):
            yield from self._taken_on(key)
        if said_of and ("(" in key or "," in key or "、" in key):
            yield from self._with_illness(key)
        if self._may_have_role.search(key) is not None and not self._roles.isdisjoint(near):
            yield from self._behind_roles(key)

    def _before_words(self, key: str) -> Iterator[tuple[str, bool]]:
        """林某某同志, 张三丰医疗费: what persons are called or what befalls them, behind the name."""
        for match in self._behind.finditer(key):
            word, end = match.group(), match.start()
            if key.startswith(_NOT_PERSONS, end):
                continue
            if key[end - 1 : end] == "的":
                end -= 1
            address = word in self._address
            for length in (4, 3, 2):
                start = end - length
                name = key[start:end] if start >= 0 else ""
                alone = length > 2 and word in _ADDRESS_ALONE
                short = length == _SHORT and not address and word not in self._personal
                if short or not (alone or self._begins(key, start)):
                    continue
                masked = self._is_masked(name)
                if masked or self._is_name(key, start, end):
                    yield name, masked
                    break

    def _behind_roles(self, key: str) -> Iterator[tuple[str, bool]]:
        """患者张三丰因…, 学生:林某某."""
        for match in self._before.finditer(key):
            start = match.end() + (key[match.end() : match.end() + 1] == ":")
            labelled = start > match.end()
            for length in (4, 3, 2) if labelled else (4, 3):
                end = start + length
                name = key[start:end]
                if len(name) < length or not (
                    self._after_role.match(key, end)
                    or self._behind.match(key, end)
                    or (length == len("张三丰") and self._is_no_word(key, start, end))
                ):
                    continue
                masked = self._is_masked(name)
                if masked or self._is_name(key, start, end):
                    yield name, masked
                    break

    def _afflicted(self, key: str) -> Iterator[tuple[str, bool]]:
        """王小虎因脑梗住院, 张三丰之子: what is said of persons only, right behind the name."""
        for match in self._said_of.finditer(key):
            end = match.start()
            for length in (4, 3, 2):
                start = end - length
                name = key[start:end] if start >= 0 else ""
                if length == _SHORT:
                    known = self._begins(key, start) and bool(self._gravely.search(match[0]))
                else:
                    known = self._begins(key, start) or bool(
                        _BEFORE_PERSON.search(key, max(0, start - 2), start)
                    )
                if name and known and (self._is_masked(name) or self._is_name(key, start, end)):
                    yield name, self._is_masked(name)
                    break

    def _with_illness(self, key: str) -> Iterator[tuple[str, bool]]:
        """马浩宇(脑瘫), and behind a class or a village 马浩宇,脑瘫."""
        for match in self._of_health.finditer(key):
            end = match.start()
            name, before = key[end - len("张三丰") : end], end - len("张三丰")
            in_list = key[max(0, before - 2) : before] == "其中"
            # 三年级周某某,急性白血病: behind a comma more may stand than names
            known = _BEFORE_PERSON.search(key, max(0, before - 2), before) is not None or (
                match[0] == "(" and (in_list or self._begins(key, before))
            )
            if before >= 0 and known:
                masked = self._is_masked(name)
                if masked or self._is_name(key, before, end):
                    yield name, masked

    def _listed(self, key: str) -> Iterator[tuple[str, bool]]:
        """李国柱、张桂兰等32名."""
        for match in _LISTED.finditer(key):
            start = match.start()
            for name in match[1].split("、"):
                end = start + len(name)
                if self._is_name(key, start, end) and (
                    start > match.start() or self._begins(key, start)
                ):
                    yield name, False
                start = end + 1

    def _counted(self, key: str) -> Iterator[tuple[str, bool]]:
        """张建国、李秀英2人: every one is a name, or none is taken for one; 高秀兰等3人."""
        for count in _COUNT_OF_PERSONS.finditer(key):
            match = _BEFORE_COUNT.search(key[max(0, count.start() - _ROOM_BEFORE) : count.start()])
            if match is None:
                continue
            several, alone = match.groups()
            start = count.start() - len(match[0])
            if alone and not self._begins(key, start):
                continue
            names = range(start, start + len(several or alone), len("张建国、"))
            if all(self._is_name(key, one, one + len("张建国")) for one in names):
                for one in names:
                    yield key[one : one + len("张建国")], False

    def _taken_on(self, key: str) -> Iterator[tuple[str, bool]]:
        """聘请王小明为顾问."""
        for hiring in self._hired.finditer(key):
            match = _TAKEN_ON.match(key, hiring.end())
            if match is not None and self._is_name(key, match.start(), match.end(1)):
                yield match[1], False

    def _is_no_word(self, key: str, start: int, end: int) -> bool:
        """消费者张玉芬追回: no word holds one of the characters, and one begins behind them."""
        return not self._words.hold_any_of(key, start, end) and not self._words.breaks_off(
            key[end : end + 2]
        )

    @staticmethod
    def _begins(key: str, start: int) -> bool:
        return start == 0 or (
            start > 0 and (key[start - 1] in _BEFORE_NAME or not _CHINESE.match(key[start - 1]))
        )

    def _is_masked(self, name: str) -> bool:
        """林某某, 林××, 某某: nothing but a surname and signs that hide the rest."""
        rest = name.strip(_MASK)
        return len(rest) < len(name) and (not rest or rest in self._surnames)

    def _is_name(self, key: str, start: int, end: int) -> bool:
        name = key[start:end]
        if name[:1] in _TIMES and key[max(0, start - 1) : start].isdecimal():
            return False  # 5.2万份住院病案
        compound = name[:2] in self._surnames
        if compound:
            if len(name) < len("司马光"):
                return False
        elif name[:1] not in self._surnames or len(name) > len("张三丰"):
            return False
        if not all(_CHINESE.match(character) for character in name) or "某" in name:
            return False
        if self._not_names.search(name) or self._public.search(name):
            return False
        return not (
            self._offices.search(key, max(0, start - 5), start)
            or self._offices.match(key, end)
            or self._called_after.match(key, end)
        )

    @staticmethod
    def numbers(key: str) -> Iterator[tuple[str, str, bool]]:
        """What kind of personal number, the number, and whether it is grave."""
        for match in _IDENTITY.finditer(key):
            yield "身份证号", match.group(), True
        for match in _ACCOUNT.finditer(key):
            yield "银行账号", match[1] or match[2], True
        for match in _MOBILE.finditer(key):
            yield "手机号", match[1], False


def _alternation(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(trie_pattern(words))


def shown_number(number: str) -> str:
    """A number with its middle hidden: a report must not spread what it warns of."""
    return f"{number[:3]}…{number[-2:]}"


@lru_cache(maxsize=8)
def finder(policy: Policy) -> Persons:
    """The finder of a policy."""
    return Persons(policy)
