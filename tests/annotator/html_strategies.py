"""HTML as nobody would write it: pieces of markup, broken and whole, between terms."""

from hypothesis import strategies as st

WORDS = st.sampled_from(
    """LoRA LoRAs lora CLIP clip skip stable diffusion Stable&nbsp;Diffusion L&#111;RA &amp;
    &lt; AT&T &notit; 체크포인트 체크포인트에서는 로라를 제로라 炼丹 提示词 大模型
    İ straße ﬀ e\u0301 \u00ad \u200b \uffff \0 \ud83d\ude00 < > " ' = / seed model Bank .ckpt
    """.split()
    + ["DPM++ 2M Karras", "\r\n", "  "]
)
ATTRIBUTES = st.sampled_from(
    [
        "",
        " a",
        " a=b",
        ' a="x>y"',
        " a='<b>'",
        ' a="unclosed',
        " /",
        " class=noglossary",
        ' class="x nolink"',
        " contenteditable",
        " data-glosslight=off",
        ' data-gl="lora"',
        " =",
        ' x= "y"z',
    ]
)
NAMES = st.sampled_from(
    """b i p div span a code pre h1 h2 ul li table tr td th svg math title style script textarea
    template noscript br img select option button gl-term x-y dd dt sub body html head iframe xmp
    foreignObject desc mi ruby rt plaintext frameset B SCRIPT""".split()
)
RAW = st.sampled_from(
    [
        "<!-- LoRA -->",
        "<!---->",
        "<!-->",
        "<!--->",
        "<!-- unclosed",
        "<!doctype html>",
        "<!x LoRA>",
        "<?xml LoRA?>",
        "</>",
        "</ LoRA>",
        "<![CDATA[ LoRA ]]>",
        "<script><!-- <script> LoRA </script> LoRA --></script>",
        "<title>LoRA</title>",
        "<svg><title>LoRA</title></svg>",
        "<style>LoRA</style>",
        '<gl-term data-gl="lora">LoRA</gl-term>',
        '<gl-term data-gl="lora" data-gl-n="1">Lo</gl-term>',
        '<gl-term data-gl="lora">',
        "</gl-term>",
        "<!--glosslight-->",
        "<!--/glosslight-->",
        "<!--glosslight--> x <!--/glosslight-->",
        "</body>",
        "</body></html>",
    ]
)
TAGS = st.builds(
    lambda slash, name, attributes, close: f"<{slash}{name}{attributes}{close}",
    st.sampled_from(["", "/"]),
    NAMES,
    ATTRIBUTES,
    st.sampled_from([">", ">", ">", "/>", ""]),
)
PIECES = st.one_of(WORDS, WORDS, st.just(" "), TAGS, TAGS, RAW, st.text(max_size=3))
HTML = st.lists(PIECES, max_size=24).map("".join)
