// What the two halves say to one another: a request (with the input as a descriptor beside it) and a reply. Requests
// and replies are plain values; frames.h turns them into bounded, length-prefixed frames.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "documents/document.h"
#include "documents/hidden_text.h"
#include "documents/message.h"
#include "documents/page.h"
#include "documents/raster.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace redwell::wire {

// Everything but OCR: pages with embedded text, children, messages of mail files; messages of the pages too when no
// page needs OCR.
struct ParseRequest {
    std::string fileName;
    std::string ocr = "auto";  // auto, always, never
    std::vector<std::string> passwords;
    std::string timeZone = "UTC";  // of the case: where a day of a conversation begins
    std::string resumeAt;          // where the last answer about a container ended; empty: at its beginning
    bool pagesOnly = false;        // what hangs on it and came in it is known: neither is handed out again
};
// Small mails of one custodian, read one after the other without setting their pages; the input holds their bytes end
// to end.
struct ParseBatchRequest {
    struct Item {
        std::string fileName;
        std::int64_t size = 0;  // bytes
    };
    std::vector<Item> items;
};
struct OcrRequest {  // one page
    std::string fileName;
    std::vector<std::string> passwords;
    int page = 1;
    double width = 612, height = 792;  // points, as parsed
    std::string languages = "eng";     // of the document, as Tesseract names them: "eng+fra"
};
struct MessagesRequest {  // messages out of finished pages (words come along in the request)
    std::vector<documents::Page> pages;
};
struct RenderRequest {
    std::string fileName = {};
    std::vector<std::string> passwords = {};
    int page = 1;
    double dpi = 150;
    int rotation = 0;
    bool gray = false;
};
struct RedactionBox {
    Box box;
    std::string label;
};
struct BurnedPageRequest {  // one page of a produced document
    int page = 1;           // of the original
    double width = 612, height = 792;
    int rotation = 0;
    std::vector<RedactionBox> redactions;
    std::map<std::string, std::string> endorsements;  // "bottom_right" -> text
    std::vector<documents::Word> words;               // text layer when readBack is false
};
struct ProduceRequest {  // a whole document (or a run of its pages)
    std::string fileName;
    std::vector<std::string> passwords;
    std::vector<BurnedPageRequest> pages;
    std::string slipSheet;  // not empty: pages[0] becomes a sheet with this text, the input is not read
    int dpi = 300;
    bool color = true;  // auto; false: never
    bool tiff = true, pdf = false;
    bool readBack = false;  // the document has redactions: text comes from OCR of the burned pixels
    std::string languages = "eng";
};
struct VerifyRequest {
    std::string fileName;  // its extension tells the kind
    int dpi = 300;
    struct Page {
        double width = 612, height = 792;
        std::vector<Box> redactions;
        std::vector<std::string> labels;  // printed on them, so that they may be read there
    };
    std::vector<Page> pages;
    bool ocr = false;
    std::string languages = "eng";
};
using Request = std::variant<ParseRequest, OcrRequest, MessagesRequest, RenderRequest, ProduceRequest, VerifyRequest,
                             ParseBatchRequest>;

struct Child {
    std::string fileName, mimeType, bytes;
    std::string folder;            // within a container, parted by slashes
    bool startsFamily = false;     // out of a container: a document of its own, no attachment
    std::optional<Error> problem;  // could not be taken out whole: an exception with what bytes there are
};
struct ParseReply {
    documents::Kind kind = documents::Kind::Unsupported;
    std::string mimeType, title, author;
    std::vector<std::string> recipients;
    StatedTime date;
    std::vector<documents::Page> pages;
    std::vector<int> pagesToOcr;
    std::vector<documents::Message> messages;
    std::vector<documents::Region> unassigned;  // text of the pages that belongs to no message
    std::vector<documents::HiddenText> hidden;
    bool messagesDone = false;  // false: ask with MessagesRequest once OCR is through
    std::vector<Child> children;
    std::vector<std::string> flags;
    std::map<std::string, std::string> metadata;
    std::string resumeAt;   // not empty: a container with more to come; ask again from there
    bool hasLayout = true;  // false: one page holds the text; ask again for the real pages
};
struct ParseBatchReply {
    std::vector<std::optional<ParseReply>> items;  // in the order asked; empty: must be asked for alone
};
struct OcrReply {
    documents::Page page;  // number, size after rotation, rotation, words, text, confidence
};
struct MessagesReply {
    std::vector<documents::Message> messages;
    std::vector<documents::Region> unassigned;
};
struct RenderReply {
    documents::Raster raster;  // came through sealed shared memory
};
struct ProducedPage {
    bool isColor = false;
    std::string image;  // TIFF or JPEG; empty when not asked for
    std::string text;
    std::vector<Box> covered;          // points
    double scale = 1, dx = 0, dy = 0;  // BurnedPage's
    double width = 0, height = 0;      // of the sheet it is on, points
};
struct ProduceReply {
    std::vector<ProducedPage> pages;
    std::string pdf;
};
struct Finding {
    std::string kind;
    int page = 0;
    std::string detail;
};
struct VerifyReply {
    int pageCount = 0;
    std::string text, ocrText;
    std::vector<Finding> findings;
};
using Reply = std::variant<std::monostate, ParseReply, OcrReply, MessagesReply, RenderReply, ProduceReply, VerifyReply,
                           ParseBatchReply>;

}  // namespace redwell::wire
