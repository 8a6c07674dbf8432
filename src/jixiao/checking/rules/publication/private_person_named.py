"""PUB001 private-person-named."""

from collections.abc import Iterator

from jixiao.checking.known_texts import OBJECTIVE
from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.rules.publication._persons import LONG_NUMBER, finder, shown_number
from jixiao.checking.subjects import ProjectSubject

_MASKED = "已遮蔽，仍涉个人医疗或家庭情况"


@rule(
    "PUB001",
    since="0.2",
    words=(
        "publication_address",
        "publication_matters",
        "publication_roles",
        "publication_illness",
        "publication_hiring",
    ),
    facts=("long_number",),
    despite_damage=True,
)
def private_person_named(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """公开文字里有普通个人的姓名或号码。

    公开不得侵害个人隐私；医疗健康、家庭情况属敏感信息，写明是谁的医药费、救助、信访，等于公开他的病情和处境。身份证号、银行账号、手机号一律不应出现。姓名遮蔽之后，单位小、事情特殊的，仍可能认得出是谁。

    Not allowed:
        项目：历史遗留问题经费 | 5.00
        目标：根据《关于林某某同志报销医药费问题的请示》，保障林某某同志的医疗报销费用。
        1、1-产出指标; 11-数量指标; 报销次数; 实施周期指标值:12次; 年度指标值:12次。

        项目：聘用人员经费 | 5.00
        目标：拟续聘张建国、李秀英2人，保障窗口服务。
        1、1-产出指标; 11-数量指标; 聘用人数; 实施周期指标值:2人; 年度指标值:2人。

        项目：困难救助 | 5.00
        目标：支付张三丰同志住院医疗费用，联系电话13800000000。
        1、1-产出指标; 11-数量指标; 报销次数; 实施周期指标值:12次; 年度指标值:12次。

        项目：困难学生救助 | 5.00
        1、1-产出指标; 11-数量指标; 临时救助人数; 实施周期指标值:1人（城东小学三年级赵小萌，先天性心脏病）; 年度指标值:1人（城东小学三年级赵小萌，先天性心脏病）。

    Allowed:
        项目：历史遗留问题经费 | 5.00
        目标：根据有关请示，保障 1 名历史遗留对象的费用报销。
        1、1-产出指标; 11-数量指标; 报销次数; 实施周期指标值:12次; 年度指标值:12次。

        项目：学习贯彻经费 | 5.00
        目标：学习雷锋精神，贯彻落实区委书记批示，慰问住院的老同志。
        1、1-产出指标; 11-数量指标; 慰问人数; 实施周期指标值:12人; 年度指标值:12人。

    Known limits:
        只认前后文能确定的姓名（“某某同志”“患者某某”“某某的医药费”“某某因病住院”“某某之子”），单独写的姓名不会发现；少数像姓名的词可能误报，由人决定。固定电话不算。
    """
    persons = finder(policy)
    sensitive: bool | None = None
    said: set[str] = set()
    near: list[str] | None = None
    keys = project.keys
    for index in (*range(OBJECTIVE + 1), *persons.nobody.others(keys)):
        key = keys[index]
        names: list[tuple[str, bool]] = []
        if persons.may_name(key):
            if near is None:
                near = persons.near(project.text_key, project.pairs)
            if its := [word for word in near if word in key]:
                names = [*persons.names(key, its)]
        numbers = [*persons.numbers(key)] if LONG_NUMBER.search(key) else []
        if not names and not numbers:
            persons.nobody.add(index, key)
            continue
        for name, masked in names:
            if sensitive is None:
                matters = policy.pattern("publication_sensitive")
                sensitive = matters.search(project.text_key) is not None
            if name in said or (masked and not sensitive):
                continue
            said.add(name)
            hidden = f"{persons.surname(name)}某某"
            contacts = policy.pattern("publication_contacts")
            grave = sensitive and not contacts.search(key, 0, key.find(name))
            if masked:
                message = f"写到个人（{name}），{_MASKED}。"
            elif grave:
                message = f"写出了普通个人的姓名（{hidden}）和他的医疗、家庭等情况。"
            else:
                message = f"写出了普通个人的姓名（{hidden}）。"
            text = project.text(index)
            yield Found(
                message,
                "公开前请改为不指向个人的说法，例如"
                f"“1 名{'困难群众的费用' if grave or masked else '工作人员'}”；"
                "确需公开的，写明理由和批准人。",
                at=text.at,
                about=text.of,
                lighter=masked or not grave,
                hides=() if masked else ((name, hidden),),
            )
        for what, number, serious in numbers:
            shown = shown_number(number)
            if shown in said:
                continue
            said.add(shown)
            text = project.text(index)
            yield Found(
                f"写出了{what}（{shown}）。",
                "公开前请删去。",
                at=text.at,
                about=text.of,
                lighter=not serious,
                hides=((number, shown),),
            )
