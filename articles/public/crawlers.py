"""robots.txt: what crawlers may read, and which of them gather text for AI."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.public.pages import absolute, keep_briefly
from newsroom.models import Masthead
from newsroom.pagecache import kept

# By the names under which their makers say that they read robots.txt. Those that only fetch what a person asks for are
# among them: what they take away is the text all the same. Crawlers of search engines are not.
OF_AI = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "Claude-Web",
    "ClaudeBot",
    "cohere-ai",
    "cohere-training-data-crawler",
    "DeepSeekBot",
    "Diffbot",
    "DuckAssistBot",
    "FacebookBot",
    "Google-CloudVertexBot",
    "Google-Extended",
    "GPTBot",
    "ImagesiftBot",
    "img2dataset",
    "meta-externalagent",
    "meta-externalfetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "omgili",
    "omgilibot",
    "PanguBot",
    "Perplexity-User",
    "PerplexityBot",
    "Timpibot",
    "Webzio-Extended",
    "YouBot",
)


@kept()
@require_safe
def robots(request):
    """robots.txt: everything public may be read; the desk, previews and the endless search may not; and by crawlers of AI
    nothing, unless the house allows it."""
    closed = ["/admin/", "/preview/", "/desk/", reverse("search")]
    closed += [edition_url("search", language) for language in Masthead.objects.values_list("language", flat=True)]
    lines = []
    if settings.AI_CRAWLERS != "allow":
        lines += [*(f"User-agent: {name}" for name in OF_AI), "Disallow: /", ""]
    lines += ["User-agent: *", *(f"Disallow: {address}" for address in dict.fromkeys(closed)), "Allow: /", ""]
    lines += [f"Sitemap: {absolute(reverse(name))}" for name in ("sitemap", "news_sitemap")]
    text = "\n".join([*lines, ""])
    return keep_briefly(request, HttpResponse(text, content_type="text/plain; charset=utf-8"))
