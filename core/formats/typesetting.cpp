#include "formats/typesetting.h"

#include "base/text.h"
#include "formats/limits.h"
#include "formats/page_text.h"
#include "formats/set_words.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <memory>
#include <string_view>

namespace redwell::formats {
namespace {

constexpr double kWidth = 612, kHeight = 792, kMargin = 54;
constexpr double kHangingIndent = 18;
constexpr std::size_t kLongestLine = 8 * 1024;   // bytes: line breaking slows down on longer paragraphs
constexpr std::size_t kLayoutBytes = 32 * 1024;  // lines set in one go
constexpr const char* kFace = "Liberation Sans, DejaVu Sans 10";
constexpr const char* kMonospacedFace = "Liberation Mono, DejaVu Sans Mono 9";

struct SurfaceDeleter {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
struct CairoDeleter {
    void operator()(cairo_t* cairo) const { cairo_destroy(cairo); }
};
struct ObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
struct FontDeleter {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
struct AttributesDeleter {
    void operator()(PangoAttrList* attributes) const { pango_attr_list_unref(attributes); }
};
struct LinesDeleter {
    void operator()(PangoLayoutIter* lines) const { pango_layout_iter_free(lines); }
};
struct OptionsDeleter {
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};

// Lines of at most kLongestLine bytes, gathered into pieces of some kLayoutBytes; cut between characters.
std::vector<std::string> pieces(std::string_view text) {
    std::vector<std::string> result(1);
    while (!text.empty()) {
        const auto feed = text.find('\n');
        auto length = std::min(feed, text.size());
        if (length > kLongestLine) {
            length = kLongestLine;
            while (length > 1 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
        }
        if (!result.back().empty() && result.back().size() + length > kLayoutBytes) result.emplace_back();
        result.back().append(text.substr(0, length));
        result.back() += '\n';
        text.remove_prefix(length == feed ? length + 1 : length);
    }
    for (auto& piece : result)
        if (!piece.empty()) piece.pop_back();
    return result;
}

class Press {
public:
    Press() {
        m_surface.reset(cairo_pdf_surface_create_for_stream(
            [](void* out, const unsigned char* bytes, unsigned int size) {
                static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
                return CAIRO_STATUS_SUCCESS;
            },
            &m_rendition.pdf, kWidth, kHeight));
        m_cairo.reset(cairo_create(m_surface.get()));
        m_rendition.words.emplace_back();
        m_layout.reset(pango_cairo_create_layout(m_cairo.get()));
        auto* context = pango_layout_get_context(m_layout.get());
        // Points, unhinted: positions must not depend on a screen.
        pango_cairo_context_set_resolution(context, 72);
        const std::unique_ptr<cairo_font_options_t, OptionsDeleter> options(cairo_font_options_create());
        cairo_font_options_set_hint_style(options.get(), CAIRO_HINT_STYLE_NONE);
        cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
        pango_cairo_context_set_font_options(context, options.get());
        pango_context_set_round_glyph_positions(context, FALSE);
        pango_layout_set_width(m_layout.get(), static_cast<int>((kWidth - 2 * kMargin) * PANGO_SCALE));
        pango_layout_set_wrap(m_layout.get(), PANGO_WRAP_WORD_CHAR);
    }

    Status set(const TextBlock& block) {
        m_rendition.regions.emplace_back();
        if (block.startsPage && m_y > kMargin) REDWELL_CHECK(newPage());
        if (m_y > kMargin) m_y += block.spaceAbove;
        const auto parts = pieces(block.text);
        for (std::size_t i = 0; i < parts.size(); ++i)
            REDWELL_CHECK(setPiece(block, i == 0 ? block.label : std::string(), parts[i]));
        if (block.hasRuleBelow) rule();
        return {};
    }

    Result<Rendition> finish() {
        cairo_surface_show_page(m_surface.get());
        cairo_surface_finish(m_surface.get());
        if (cairo_surface_status(m_surface.get()) != CAIRO_STATUS_SUCCESS)
            return Error{ErrorKind::Internal, "could not be set as pages"};
        m_rendition.pageCount = m_page;
        return std::move(m_rendition);
    }

private:
    Status setPiece(const TextBlock& block, const std::string& label, const std::string& text) {
        auto* layout = m_layout.get();
        const std::unique_ptr<PangoFontDescription, FontDeleter> font(
            pango_font_description_from_string(block.isMonospaced ? kMonospacedFace : kFace));
        pango_layout_set_font_description(layout, font.get());
        const std::unique_ptr<PangoAttrList, AttributesDeleter> attributes(pango_attr_list_new());
        // Ligatures would make one glyph of several letters, and boxes inside a word imprecise.
        pango_attr_list_insert(attributes.get(), pango_attr_font_features_new("liga=0, clig=0, dlig=0"));
        std::string whole = text;
        if (!label.empty()) {
            whole = label + " " + text;
            auto* bold = pango_attr_weight_new(PANGO_WEIGHT_BOLD);
            bold->start_index = 0;
            bold->end_index = static_cast<guint>(label.size());
            pango_attr_list_insert(attributes.get(), bold);
        }
        pango_layout_set_indent(layout, label.empty() ? 0 : -static_cast<int>(kHangingIndent * PANGO_SCALE));
        pango_layout_set_attributes(layout, attributes.get());
        pango_layout_set_text(layout, whole.data(), static_cast<int>(whole.size()));

        const bool lacksLetters = pango_layout_get_unknown_glyphs_count(layout) > 0;
        const std::unique_ptr<PangoLayoutIter, LinesDeleter> lines(pango_layout_get_iter(layout));
        do {
            PangoRectangle extent;
            pango_layout_iter_get_line_extents(lines.get(), nullptr, &extent);
            const double scale = 1.0 / PANGO_SCALE;
            const double height = extent.height * scale;
            if (m_y + height > kHeight - kMargin) REDWELL_CHECK(newPage());
            const double baseline = (pango_layout_iter_get_baseline(lines.get()) - extent.y) * scale;
            if (extent.width > 0) {
                cairo_move_to(m_cairo.get(), kMargin + extent.x * scale, m_y + baseline);
                auto* line = pango_layout_iter_get_line_readonly(lines.get());
                pango_cairo_show_layout_line(m_cairo.get(), line);
                addWords(line, whole, kMargin, m_y, m_y + height, m_rendition.words.back());
                if (lacksLetters) addScriptsWithoutFont(line, whole, m_rendition.scriptsWithoutFont);
                cover({kMargin + extent.x * scale, m_y, kMargin + (extent.x + extent.width) * scale, m_y + height});
            }
            m_y += height;
        } while (pango_layout_iter_next_line(lines.get()));
        return {};
    }

    void cover(const Box& box) {
        auto& regions = m_rendition.regions.back();
        if (regions.empty() || regions.back().page != m_page)
            regions.push_back({m_page, box});
        else
            regions.back().box = regions.back().box.united(box);
    }

    void rule() {
        cairo_set_line_width(m_cairo.get(), 0.5);
        cairo_move_to(m_cairo.get(), kMargin, m_y + 6);
        cairo_line_to(m_cairo.get(), kWidth - kMargin, m_y + 6);
        cairo_stroke(m_cairo.get());
        m_y += 12;
    }

    Status newPage() {
        if (m_page >= kMaxPages) return Error{ErrorKind::TooLarge, "fills more than 20,000 pages"};
        cairo_surface_show_page(m_surface.get());
        ++m_page;
        m_rendition.words.emplace_back();
        m_y = kMargin;
        return {};
    }

    Rendition m_rendition;  // before the surface, which writes to it until its end
    std::unique_ptr<cairo_surface_t, SurfaceDeleter> m_surface;
    std::unique_ptr<cairo_t, CairoDeleter> m_cairo;
    std::unique_ptr<PangoLayout, ObjectDeleter> m_layout;
    int m_page = 1;
    double m_y = kMargin;
};

}  // namespace

Result<Rendition> typeset(const std::vector<TextBlock>& blocks) {
    Press press;
    for (const auto& block : blocks) REDWELL_CHECK(press.set(block));
    return press.finish();
}

Status takePages(Rendition rendition, ReadDocument& document) {
    std::size_t count = 0;
    for (auto& words : rendition.words) {
        count += words.size();
        if (count > kMaxWords) return Error{ErrorKind::TooLarge, "holds more than ten million words"};
        documents::Page page;
        page.number = static_cast<int>(document.pages.size()) + 1;
        page.width = kWidth;
        page.height = kHeight;
        page.textSource = words.empty() ? documents::TextSource::None : documents::TextSource::Embedded;
        page.confidence = words.empty() ? 0 : 100;
        page.text = pageText(words);
        page.words = std::move(words);
        document.pages.push_back(std::move(page));
    }
    if (rendition.scriptsWithoutFont.empty()) return {};
    document.flags.emplace_back("missing_font");
    const std::vector<std::string> scripts(rendition.scriptsWithoutFont.begin(), rendition.scriptsWithoutFont.end());
    document.metadata["scripts_without_font"] = join(scripts, ", ");
    return {};
}

}  // namespace redwell::formats
