"""One address of each kind of page that the website has, and one that it has not."""

PAGES = [
    "/",
    "/terms",
    "/terms/lora",
    "/terms/sampler",
    "/tags",
    "/tags/file-format",
    "/search?q=LoRAs",
    "/search",
    "/annotate",
    "/extension",
    "/docs",
    "/nothing",
]
