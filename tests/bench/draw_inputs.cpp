// bench_inputs FOLDER: the files that are measured, drawn anew and always alike.
//   scan.pdf, scan/NN.png, scan.txt   12 pages as a 300-dpi scanner gives them (grey, noise, a slight skew), and their
//   true text digital/NNN.pdf                   120 born-digital PDFs of 5 pages produce/NN.pdf                    20
//   PDFs of 10 pages, for production
#include <cairo-pdf.h>
#include <leptonica/allheaders.h>
#include <pango/pangocairo.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

namespace {

namespace fs = std::filesystem;
constexpr double kWidth = 612, kHeight = 792, kMargin = 72;
constexpr int kWordsAPage = 350;  // leaves the lower margin free on every page

constexpr std::array<const char*, 96> kWords = {
    "the",        "licence",   "of",      "and",       "to",        "training", "books",    "we",       "that",
    "copies",     "publisher", "in",      "for",       "is",        "on",       "not",      "dataset",  "counsel",
    "with",       "as",        "was",     "tokens",    "review",    "it",       "by",       "this",     "are",
    "be",         "from",      "have",    "agreement", "at",        "or",       "has",      "which",    "you",
    "model",      "were",      "will",    "their",     "one",       "there",    "source",   "would",    "when",
    "been",       "more",      "archive", "who",       "they",      "library",  "quarter",  "about",    "before",
    "evaluation", "message",   "again",   "should",    "catalogue", "title",    "author",   "request",  "never",
    "storage",    "notice",    "under",   "because",   "between",   "schedule", "document", "answer",   "question",
    "meeting",    "Thursday",  "October", "shipment",  "folder",    "report",   "final",    "draft",    "mirror",
    "volume",     "payment",   "number",  "account",   "history",   "chapter",  "printed",  "original", "removed",
    "pages",      "deadline",  "reading", "contract",  "remains",   "version"};

std::string paragraphs(std::mt19937& random, int words) {
    std::string text;
    int inSentence = 0, inParagraph = 0;
    for (int i = 0; i < words; ++i) {
        std::string word = kWords[random() % kWords.size()];
        if (inSentence == 0) word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
        text += word;
        if (++inSentence > 8 && random() % 5 == 0) {
            text += '.';
            inSentence = 0;
            if (++inParagraph > 4 && random() % 3 == 0) {
                text += "\n\n";
                inParagraph = 0;
                continue;
            }
        }
        text += ' ';
    }
    return text;
}

void setPage(cairo_t* cairo, const std::string& text) {
    PangoLayout* layout = pango_cairo_create_layout(cairo);
    PangoFontDescription* font = pango_font_description_from_string("Liberation Serif 11");
    pango_layout_set_font_description(layout, font);
    pango_layout_set_width(layout, static_cast<int>((kWidth - 2 * kMargin) * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_text(layout, text.c_str(), -1);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_move_to(cairo, kMargin, kMargin);
    pango_cairo_show_layout(cairo, layout);
    pango_font_description_free(font);
    g_object_unref(layout);
}

void drawPdf(const fs::path& file, unsigned seed, int pages) {
    std::mt19937 random(seed);
    cairo_surface_t* surface = cairo_pdf_surface_create(file.c_str(), kWidth, kHeight);
    cairo_t* cairo = cairo_create(surface);
    for (int page = 0; page < pages; ++page) {
        setPage(cairo, paragraphs(random, kWordsAPage));
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

// What a flatbed does: grey paper, uneven light, speckle, half a degree of skew. 8 bits a pixel at 300 dpi.
Pix* scanned(const std::string& text, std::mt19937& random) {
    const double scale = 300.0 / 72;
    const int width = static_cast<int>(kWidth * scale), height = static_cast<int>(kHeight * scale);
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t* cairo = cairo_create(image);
    cairo_set_source_rgb(cairo, 0.96, 0.96, 0.96);
    cairo_paint(cairo);
    cairo_scale(cairo, scale, scale);
    cairo_rotate(cairo, (static_cast<int>(random() % 11) - 5) * 0.0017);
    setPage(cairo, text);
    cairo_destroy(cairo);
    cairo_surface_flush(image);
    const unsigned char* pixels = cairo_image_surface_get_data(image);
    const int stride = cairo_image_surface_get_stride(image);
    Pix* page = pixCreate(width, height, 8);
    pixSetResolution(page, 300, 300);
    for (int y = 0; y < height; ++y) {
        l_uint32* line = pixGetData(page) + static_cast<std::ptrdiff_t>(y) * pixGetWpl(page);
        for (int x = 0; x < width; ++x) {
            const auto draw = random();
            const int noise = static_cast<int>(draw % 25) - 12 - (draw / 32 % 4000 == 0 ? 120 : 0);
            SET_DATA_BYTE(line, x, std::min(255, std::max(0, pixels[y * stride + x * 4] + noise - 10 * x / width)));
        }
    }
    cairo_surface_destroy(image);
    return page;
}

// The page as a scanner's PDF holds it: a JPEG, passed through as it is.
void placeJpeg(cairo_t* cairo, Pix* page) {
    l_uint8* bytes = nullptr;
    std::size_t size = 0;
    pixWriteMemJpeg(&bytes, &size, page, 85, 0);
    cairo_surface_t* image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, pixGetWidth(page), pixGetHeight(page));
    cairo_surface_set_mime_data(image, CAIRO_MIME_TYPE_JPEG, bytes, size, lept_free, bytes);
    cairo_save(cairo);
    cairo_scale(cairo, 72.0 / 300, 72.0 / 300);
    cairo_set_source_surface(cairo, image, 0, 0);
    cairo_paint(cairo);
    cairo_restore(cairo);
    cairo_surface_destroy(image);
}

void drawScan(const fs::path& folder) {
    std::mt19937 random(12);
    fs::create_directories(folder / "scan");
    std::ofstream truth(folder / "scan.txt");
    cairo_surface_t* pdf = cairo_pdf_surface_create((folder / "scan.pdf").c_str(), kWidth, kHeight);
    cairo_t* cairo = cairo_create(pdf);
    for (int page = 1; page <= 12; ++page) {
        const auto text = paragraphs(random, kWordsAPage);
        truth << text << '\n';
        Pix* image = scanned(text, random);
        char name[16];
        std::snprintf(name, sizeof name, "%02d.png", page);
        pixWrite((folder / "scan" / name).c_str(), image, IFF_PNG);
        placeJpeg(cairo, image);
        cairo_show_page(cairo);
        pixDestroy(&image);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(pdf);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_inputs FOLDER\n");
        return 2;
    }
    const fs::path folder = argv[1];
    fs::create_directories(folder / "digital");
    fs::create_directories(folder / "produce");
    drawScan(folder);
    char name[16];
    for (int i = 1; i <= 120; ++i) {
        std::snprintf(name, sizeof name, "%03d.pdf", i);
        drawPdf(folder / "digital" / name, 1000U + static_cast<unsigned>(i), 5);
    }
    for (int i = 1; i <= 20; ++i) {
        std::snprintf(name, sizeof name, "%02d.pdf", i);
        drawPdf(folder / "produce" / name, 2000U + static_cast<unsigned>(i), 10);
    }
    return 0;
}
