// One open PDF. Poppler's C++ interface behind a wrapper: what it throws or returns as null becomes an Error, and its
// geometry becomes Redwell's (points of the crop box after rotation, origin top left).
#pragma once

#include "base/result.h"
#include "documents/page.h"
#include "documents/raster.h"
#include "formats/reader.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

// The words of one page and how far they can be trusted.
struct PdfPageText {
    documents::Page page;        // words, size; text and source are left to the caller
    std::size_t characters = 0;  // code points the page shows
    std::size_t unreadable = 0;  // of those, replacement, private-use or control characters
};

class PdfDocument {
public:
    // bytes must outlive the document. Errors: Damaged, Password, TooLarge.
    static Result<PdfDocument> open(std::string_view bytes, const std::vector<std::string>& passwords);
    PdfDocument(PdfDocument&&) noexcept;
    ~PdfDocument();

    int pageCount() const;
    bool isEncrypted() const;
    std::string title() const;
    std::string author() const;
    std::string info(const std::string& key) const;
    StatedTime created() const;

    // number from 1. A page whose object is broken is Damaged.
    Result<PdfPageText> page(int number) const;
    Result<documents::Raster> render(int number, const RenderOptions& options) const;
    Result<std::vector<Child>> embeddedFiles() const;

private:
    struct State;
    explicit PdfDocument(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

// "D:20231024140311+02'00'" (PDF 32000-1, 7.9.4).
StatedTime pdfDate(std::string_view text);

}  // namespace redwell::formats
