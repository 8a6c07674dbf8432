"""No form of another site is taken: each POST that succeeds in the walk is refused without a token."""

from django.test import Client
from django.urls import reverse
from tests.web.access.bodies import Asked
from tests.web.access.scene import set_scene
from tests.web.access.test_access import COLUMNS, LINES

WITHOUT = {"public_language"}
"""Only sets a cookie with a language."""


def test_every_address_that_takes_a_post_wants_its_token(office, log_in):
    scene = set_scene(office)
    walked = set()
    for line in LINES:
        who = next(
            (
                w
                for w, c in zip(COLUMNS, line.cells, strict=True)
                if c[0] in "23" and w != "anonymous"
            ),
            None,
        )
        if line.method == "GET" or who is None or line.name in WITHOUT:
            continue
        key = log_in(getattr(office, who)).cookies["sessionid"].value
        client = Client(enforce_csrf_checks=True, headers={"host": "127.0.0.1"})
        client.cookies["sessionid"] = key
        asked = Asked(scene, client, preparer=client)
        arguments = {name: asked.pk(value) for name, value in line.arguments.items()}

        answer = client.post(reverse(line.name, kwargs=arguments))

        assert answer.status_code == 403, line.text
        walked.add(line.name)

    assert len(walked) > 40
