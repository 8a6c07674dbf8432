"""PUB002 company-terms-disclosed."""

from collections.abc import Iterator

from jixiao.checking.policy import Policy
from jixiao.checking.rule import Found, rule
from jixiao.checking.subjects import ProjectSubject


@rule("PUB002", since="0.2", says=("公司", "集团", "事务所"), despite_damage=True)
def company_terms_disclosed(project: ProjectSubject, policy: Policy) -> Iterator[Found]:
    """点名企业，并写出与它的合作条件。

    扶持、合作、租金、回购等条件可能是企业的商业秘密，也影响政府与其他企业谈判；公开前应征求企业意见并作权衡。

    Not allowed:
        项目：某某技术公司战略合作项目扶持资金 | 767.04
        目标：依据与华为技术有限公司全面深化战略合作协议，推动软件信息技术服务业快速发展。
        1、2-效益指标；21-经济效益；全面深化战略合作；实施周期指标值：把乙方技术平台与甲方需求连接起来；年度指标值：把乙方技术平台与甲方需求连接起来。

        项目：历史遗留问题处置 | 76.00
        目标：因某省恒达建设有限公司违约，退还其预付款并追究违约金，维护财政资金安全。
        1、1-产出指标；11-数量指标；处置件数；实施周期指标值：1件；年度指标值：1件。

        项目：短视频制作 | 210.00
        目标：委托云帆视界传媒有限公司制作短视频，成片单价不高于1.2万元/分钟、结算时打九折、不再另行比选。
        1、1-产出指标；11-数量指标；制作短视频条数；实施周期指标值：≥180条；年度指标值：≥180条。

        项目：环卫车辆购置 | 520.00
        目标：由某省鼎新环卫装备有限公司直接供货，签约即付六成货款，购置环卫作业车12辆。
        1、1-产出指标；11-数量指标；购置环卫作业车；实施周期指标值：12辆；年度指标值：12辆。

    Allowed:
        项目：大楼物业管理 | 120.00
        目标：聘请物业公司为办公楼提供秩序维护、清洁服务，按合同支付费用。
        1、1-产出指标；11-数量指标；保洁人员数量；实施周期指标值：不少于2人；年度指标值：不少于2人。

    Known limits:
        只认“某某有限公司”“某某集团”一类全称或“品牌＋公司”；只写品牌简称的不会发现。政府采购中标公司、中标价依法公开，不在此列；与一家公司谈定的价格不是中标价，仍算。
    """
    key = project.text_key
    price = policy.pattern("publication_price_terms").search(key)
    price = price or policy.pattern("publication_deal_terms").search(key)
    terms = price or policy.pattern("publication_company_terms").search(key)
    if terms is None:
        return
    companies = policy.pattern("publication_companies")
    before = policy.pattern("publication_before_companies")
    generic = policy.pattern("publication_generic_companies")
    for text in project.texts:
        for match in companies.finditer(text.key):
            name = before.sub("", match.group())
            if price is not None:
                name = policy.pattern("publication_bought_from").sub("", name)
            if generic.search(name):
                continue
            yield Found(
                f"点名企业（“{name}”），并写出合作或扶持条件（“{terms.group()}”等）。",
                "公开前请征求企业意见，必要时改为“某重点企业”，合作条件不写进绩效目标表。",
                at=text.at,
                about=text.of,
            )
            return
