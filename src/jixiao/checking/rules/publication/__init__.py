"""PUB: 公开安全."""

from jixiao.checking.rule import Rule
from jixiao.checking.rules.publication.company_terms_disclosed import company_terms_disclosed
from jixiao.checking.rules.publication.document_number_malformed import document_number_malformed
from jixiao.checking.rules.publication.internal_paper_cited import internal_paper_cited
from jixiao.checking.rules.publication.private_person_named import private_person_named
from jixiao.checking.rules.publication.published_too_late import published_too_late
from jixiao.checking.rules.publication.subject_hidden import subject_hidden

RULES: tuple[Rule, ...] = (
    private_person_named,  # PUB001
    company_terms_disclosed,  # PUB002
    subject_hidden,  # PUB003
    published_too_late,  # PUB004
    document_number_malformed,  # PUB005
    internal_paper_cited,  # PUB006
)
