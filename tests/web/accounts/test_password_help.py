"""What the page of changing a password says of what it must be."""

from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import override


def test_all_rules_are_told_in_the_words_of_this_site() -> None:
    with override("zh-hans"):
        told = password_validators_help_texts()

    assert told == [
        "密码不能与您的姓名、登录名等太相似。",
        "密码至少要 10 个字符。",
        "密码不能是很多人都用的。",
        "密码不能是别处泄露过的。",
        "密码不能主要由“jixiao”“yusuan”这类本行业的词和年份组成。",
    ]


def test_all_have_english() -> None:
    with override("en"):
        assert all(one.isascii() or "“" in one for one in password_validators_help_texts())
