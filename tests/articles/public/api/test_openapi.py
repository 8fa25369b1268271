"""openapi.json is what it says it is, and says everything."""

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator

from articles.desk.workflow import Verb
from articles.public.api import urls
from articles.public.api.table import TABLE
from tests import factories
from tests.articles.public.api.asked import ask, partner, said

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(client):
    factories.masthead()
    return said(ask(client, "openapi.json"))


def test_it_is_valid(document):
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    assert document["openapi"].startswith("3.1")


def test_the_validator_is_not_blind(document):
    del document["paths"]["/api/v1/stories/"]["get"]["responses"]
    document["info"]["version"] = 1
    assert list(OpenAPIV31SpecValidator(document).iter_errors())


def test_every_address_stands_in_it(document):
    named = {pattern.name for pattern in urls.urlpatterns} - {"nothing", "openapi"}
    assert named == {address.name for address in TABLE}
    assert {path["get"]["operationId"] for path in document["paths"].values()} == named
    for address in TABLE:
        operation = document["paths"][address.template]["get"]
        said_there = [one["name"] for one in operation["parameters"] if one["in"] == "query"]
        assert said_there == [one.name for one in address.parameters]


def test_its_words_are_in_the_language_that_was_asked_for(client, document):
    english = said(ask(client, "openapi.json", **{"Accept-Language": "en"}))
    assert english["paths"]["/api/v1/tags/"]["get"]["summary"] == "The tags of stories on the site."
    assert document["paths"]["/api/v1/tags/"]["get"]["summary"] == "在网报道的标签。"


def test_every_example_of_a_parameter_is_taken(client):
    factories.section()
    for address in TABLE:
        for parameter in address.parameters:
            assert parameter.read(parameter.example) is not None
            assert not list(Draft202012Validator(parameter.schema).iter_errors(_typed(parameter)))


def _typed(parameter):
    return int(parameter.example) if parameter.schema.get("type") == "integer" else parameter.example


def test_every_answer_is_as_it_says(client, cast, document):
    article = cast.published()
    gone = cast.published(cast.article(headline="撤下的"))
    cast.do(gone, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    article.tags.add("冰雪")
    story = factories.publication(
        story=900,  # not the number of one of those above
        people=[factories.reporter("沈怀瑾")],
        tags=[factories.tag()],
        section=cast.section,
        facts={"photos": [factories.picture(factories.photo(licence="ours").pk)]},
    )
    tag = story.facts["tags"][0]["slug"]
    examples = {
        "stories": ["stories/", "stories/?size=1", "stories/?size=0"],
        "story": [f"stories/{story.story}/", f"stories/{article.pk}/", f"stories/{gone.pk}/", "stories/77777/"],
        "changes": ["changes/", "changes/?since=latest", "changes/?since=x", "changes/?since=djEuYWI"],
        "sections": ["sections/", "sections/?x=1"],
        "tags": ["tags/?size=1", "tags/?cursor=x"],
        "tag": [f"tags/{tag}/", "tags/x/"],
        "reporter": [f"reporters/{cast.lin.slug}/", "reporters/x/"],
        "photo": ["photos/1/original"],
    }
    assert examples.keys() == {address.name for address in TABLE}
    paths = {path["get"]["operationId"]: path["get"] for path in document["paths"].values()}
    seen = set()
    for key in (None, partner(has_originals=True)[1], "nr_wrong"):
        for name, asked in examples.items():
            for path in asked:
                answer = ask(client, path, key)
                seen.add((name, answer.status_code))
                _check(document, paths[name], answer)
    assert {("stories", 200), ("stories", 400), ("story", 410), ("story", 404), ("photo", 401)} <= seen


def _check(document, operation, answer):
    responses = operation["responses"]
    described = responses.get(str(answer.status_code), responses["default"])
    kind = answer["Content-Type"].partition(";")[0]
    schema = described["content"][kind]["schema"] | {"components": document["components"]}
    errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(answer.json())
    assert [f"{list(one.absolute_path)}: {one.message}" for one in errors] == []
