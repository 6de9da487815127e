#include "formats/pdf_reader.h"

#include "formats/ink.h"
#include "formats/limits.h"
#include "formats/page_text.h"

#include <algorithm>

namespace redwell::formats {

using documents::Page;
using documents::Raster;
using documents::TextSource;

namespace {

constexpr std::size_t kMaxHidden = 10'000;  // lines of a document
constexpr std::size_t kFewWords = 50;       // a header and stamps; a page of text has more

Result<Ink> inkOf(const PdfDocument& pdf, const Page& page) {
    RenderOptions options;
    options.dpi = kInkDpi;
    options.format = Raster::Format::Gray8;
    REDWELL_TRY(const auto picture, pdf.render(page.number, options));
    return measureInk(picture, page);
}

struct Reading {
    bool needsOcr = false;
    bool hasHiddenText = false;
    std::vector<std::size_t> bareWords = {};  // of those that were looked for
};

// A line each.
void addHidden(const Page& page, const std::vector<std::size_t>& bareWords, ReadDocument& document) {
    const auto begin = document.hidden.size();
    std::size_t last = 0;
    for (const auto at : bareWords) {
        const auto& word = page.words[at];
        const bool goesOn = document.hidden.size() > begin && at == last + 1 && !page.words[last].endsLine;
        last = at;
        if (goesOn) {
            document.hidden.back().text += " " + word.text;
            document.hidden.back().box = document.hidden.back().box.united(word.box);
        } else if (document.hidden.size() < kMaxHidden) {
            document.hidden.push_back({page.number, "invisible_text", word.text, word.box});
        } else {
            return;
        }
    }
}

// Decides page by page, drawing as few as it can: half of the time that a page with little text takes is its drawing.
class Judge {
public:
    Judge(const PdfDocument& pdf, OcrMode ocr, bool hasImages)
        : m_pdf(pdf), m_ocr(ocr), m_hasImages(hasImages), m_drawsAll(hasImages) {}

    Reading judge(const PdfPageText& text) {
        if (m_ocr == OcrMode::Never) return {};
        if (m_ocr == OcrMode::Always) return {true};
        const auto& words = text.page.words;
        if (isGarbage(words, text.characters, text.unreadable)) return {true};
        if (words.empty() && m_hasImages) return {true};  // a scan, most likely: OCR draws it once, and sees
        if (words.size() >= kFewWords || (!words.empty() && !isWorthDrawing())) return {};
        const auto ink = inkOf(m_pdf, text.page);
        if (!ink) return {};  // cannot be drawn: OCR could not see it either
        Reading reading;
        reading.hasHiddenText = !ink->bareWords.empty() && ink->bareWords.size() * 2 > words.size();
        reading.needsOcr = words.empty() ? !isBlank(*ink) : isMostlyUnread(*ink);
        m_drawsAll = m_drawsAll || (reading.needsOcr && !words.empty());
        reading.bareWords = ink->bareWords;
        return reading;
    }

private:
    // Without pictures, print beyond the text can only be letters drawn as outlines, and a program that does so does it
    // throughout: samples tell.
    bool isWorthDrawing() {
        if (m_drawsAll) return true;
        const auto nth = m_sparsePages++;
        return nth < 4 || nth % 16 == 0;
    }

    const PdfDocument& m_pdf;
    OcrMode m_ocr;
    bool m_hasImages, m_drawsAll;
    std::size_t m_sparsePages = 0;
};

}  // namespace

Status readPages(const PdfDocument& pdf, OcrMode ocr, bool hasImages, ReadDocument& document) {
    Judge judge(pdf, ocr, hasImages);
    const int count = pdf.pageCount();
    std::size_t words = 0, damaged = 0;
    bool hasHiddenText = false;
    for (int number = 1; number <= count; ++number) {
        auto read = pdf.page(number);
        if (!read) {
            if (read.error().kind != ErrorKind::Damaged) return read.error();
            // One broken page does not take the others down; it stands as an empty sheet and is flagged.
            ++damaged;
            Page empty;
            empty.number = number;
            empty.width = 612;
            empty.height = 792;
            document.pages.push_back(std::move(empty));
            continue;
        }
        const auto reading = judge.judge(*read);
        hasHiddenText = hasHiddenText || reading.hasHiddenText;
        addHidden(read->page, reading.bareWords, document);
        if (reading.needsOcr) document.pagesToOcr.push_back(number);
        Page page = std::move(read->page);
        words += page.words.size();
        if (words > kMaxWords) return Error{ErrorKind::TooLarge, "holds more than ten million words"};
        page.textSource = page.words.empty() ? TextSource::None : TextSource::Embedded;
        page.confidence = page.words.empty() ? 0 : 100;
        page.text = pageText(page.words);
        document.pages.push_back(std::move(page));
    }
    if (damaged == static_cast<std::size_t>(count))
        return Error{ErrorKind::Damaged, "has no page that can be read", {}, "Ask for the file again."};
    if (damaged) document.flags.emplace_back("damaged_pages");
    if (hasHiddenText) document.flags.emplace_back("hidden_text");
    return {};
}

Result<ReadDocument> readPdf(std::string_view bytes, const ReadOptions& options) {
    REDWELL_TRY(const auto pdf, PdfDocument::open(bytes, options.passwords));
    ReadDocument document;
    document.kind = documents::Kind::Pdf;
    document.mimeType = "application/pdf";
    document.title = pdf.title();
    document.author = pdf.author();
    document.date = pdf.created();
    if (!document.date.isEmpty()) document.metadata["file_created"] = document.date.text;
    if (pdf.isEncrypted()) document.flags.emplace_back("encrypted");
    const auto traits = pdfTraits(bytes);
    if (traits.hasJavaScript) document.flags.emplace_back("javascript");
    if (traits.hasForm) document.flags.emplace_back("form");
    REDWELL_CHECK(readPages(pdf, options.ocr, traits.hasImages, document));
    REDWELL_TRY(document.children, pdf.embeddedFiles());
    if (!document.children.empty()) document.flags.emplace_back("embedded_files");
    for (const auto* key : {"Creator", "Producer", "Subject", "Keywords", "ModDate"})
        if (auto value = pdf.info(key); !value.empty()) document.metadata[key] = std::move(value);
    return document;
}

}  // namespace redwell::formats
