// The one door for every file family: bytes behind a descriptor become a document. Worker only; nothing here is trusted
// outside until the wire has checked it.
#pragma once

#include "base/result.h"
#include "documents/document.h"
#include "documents/hidden_text.h"
#include "documents/message.h"
#include "documents/page.h"
#include "documents/raster.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace redwell::formats {

enum class OcrMode { Auto, Always, Never };

struct ReadOptions {
    std::string fileName;  // for the kind when the bytes do not tell, and for titles
    OcrMode ocr = OcrMode::Auto;
    std::vector<std::string> passwords;  // tried in turn after the empty one
    std::string timeZone = "UTC";        // of the case: where a day of a conversation begins
    std::string resumeAt;                // where the last reading of a container ended; empty: at its beginning
};

struct Child {
    std::string fileName;
    std::string mimeType;
    std::string bytes;
    std::string folder;            // within a container, parted by slashes
    bool startsFamily = false;     // out of a container: a document of its own, no attachment
    std::optional<Error> problem;  // could not be taken out whole: an exception with what bytes there are
};

struct ReadDocument {
    documents::Kind kind = documents::Kind::Unsupported;
    std::string mimeType, title, author;
    std::vector<std::string> recipients;
    StatedTime date;
    std::vector<documents::Page> pages;  // every page; embedded text where it is usable
    std::vector<int> pagesToOcr;         // page numbers whose text must come from pixels
    std::vector<documents::Message>
        messages;  // a mail file's own message (and its quoted chain is found from the pages/body by messages/)
    std::vector<documents::Region> unassigned;  // text that a reader knows to be no message's
    std::vector<documents::HiddenText> hidden;  // as far as the reader looks for it
    std::vector<Child> children;                // attachments in order
    std::vector<std::string> flags;             // "encrypted", "javascript", "hidden_text", "embedded_files"
    std::map<std::string, std::string> metadata;
    std::string resumeAt;   // not empty: a container with more to come; read again from there
    bool hasLayout = true;  // false: one page holds the text, and the real pages are set by another reading
};

// Reads everything but OCR. Errors: Damaged, Password, Unsupported, TooLarge. The descriptor stays open and may be read
// again.
Result<ReadDocument> readDocument(int fd, const ReadOptions& options);

// A mail without its pages, which take a hundred times as long to set as the mail takes to read. Empty when the bytes
// are no mail, or one that must be read in full to tell what is wrong with it.
std::optional<ReadDocument> readTextOfMail(std::string_view bytes, const std::string& fileName);

// The pixels of one page as the reviewer sees it (mail and text are typeset). page from 1; rotation: extra quarter
// turns in degrees clockwise (what OCR found); antialias off gives crisp bilevel-ready glyphs.
struct RenderOptions {
    double dpi = 150;
    documents::Raster::Format format = documents::Raster::Format::Rgb24;
    int rotation = 0;
    bool antialias = true;
    bool mayBeSimpler = false;  // Gray8 or Bits where the page shows no more than that: less memory, less time
};
Result<documents::Raster> renderPage(int fd, const ReadOptions& options, int page, const RenderOptions& render);

}  // namespace redwell::formats
