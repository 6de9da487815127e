#include "formats/mail_file.h"

#include "base/text.h"
#include "formats/emlx.h"
#include "formats/mail_hash.h"
#include "formats/pdf_reader.h"
#include "formats/quoted_text.h"

#include <algorithm>

namespace redwell::formats {

using documents::Message;
using documents::Region;

namespace {

// "2023-10-24 14:03:11 +02:00": nothing is converted, so nothing can be converted wrongly.
std::string shown(const StatedTime& time) {
    auto text = time.text;
    if (text.size() > 10) text[10] = ' ';
    const auto sign = text.find_first_of("+-", 11);
    if (text.size() > 11 && sign != std::string::npos) text.insert(sign, " ");
    return text;
}

struct Set {
    Rendition rendition;
    std::size_t ownBlocks = 0;  // header and own text; what follows is quoted
    std::string ownText;
};

Result<Set> set(const MailContent& mail) {
    std::vector<TextBlock> blocks;
    const auto line = [&](const char* label, const std::string& text) {
        if (text.empty()) return;
        TextBlock block;
        block.label = label;
        block.text = text;
        blocks.push_back(std::move(block));
    };
    const auto all = mail.metadata.find("from_all");  // a mail of several writers
    line("From:", all == mail.metadata.end() ? mail.from : all->second);
    line("Sent:", mail.sent.isEmpty() ? mail.sentHeader : shown(mail.sent));
    line("To:", join(mail.to, "; "));
    line("Cc:", join(mail.cc, "; "));
    line("Bcc:", join(mail.bcc, "; "));
    line("Subject:", mail.subject);
    std::vector<std::string> names;
    for (const auto& attachment : mail.attachments) names.push_back(attachment.file.fileName);
    line("Attachments:", join(names, "; "));
    if (!blocks.empty()) blocks.back().hasRuleBelow = true;

    Set out;
    const auto end = ownTextEnd(mail.body);
    std::string_view own = std::string_view(mail.body).substr(0, end), quoted = std::string_view(mail.body).substr(end);
    const auto last = own.find_last_not_of(" \t\n");
    out.ownText = own.substr(0, last == std::string_view::npos ? 0 : last + 1);
    while (!out.ownText.empty() && out.ownText.front() == '\n') out.ownText.erase(0, 1);
    const auto text = [&](std::string_view piece, double above) {
        TextBlock block;
        block.text = piece;
        block.spaceAbove = above;
        blocks.push_back(std::move(block));
    };
    if (!out.ownText.empty() || blocks.empty()) text(out.ownText, 6);
    out.ownBlocks = blocks.size();
    if (!trim(quoted).empty()) text(quoted, 18);
    REDWELL_TRY(out.rendition, typeset(blocks));
    return out;
}

// One region a page over all blocks of the message.
std::vector<Region> regionsOf(const Set& set) {
    std::vector<Region> regions;
    for (std::size_t i = 0; i < set.ownBlocks; ++i)
        for (const auto& region : set.rendition.regions[i]) {
            if (regions.empty() || regions.back().page != region.page)
                regions.push_back(region);
            else
                regions.back().box = regions.back().box.united(region.box);
        }
    return regions;
}

}  // namespace

Result<Rendition> mailRendition(const MailContent& mail) {
    REDWELL_TRY(auto made, set(mail));
    return std::move(made.rendition);
}

Result<ReadDocument> mailDocument(MailContent mail) {
    REDWELL_TRY(const auto made, set(mail));
    const auto hashes = mailHashes(mail);
    ReadDocument document;
    document.kind = documents::Kind::Mail;
    document.mimeType = mail.mimeType;
    document.title = elide(mail.subject, 2000);
    document.author = mail.from;
    for (const auto* list : {&mail.to, &mail.cc, &mail.bcc})
        document.recipients.insert(document.recipients.end(), list->begin(), list->end());
    document.date = mail.sent;
    document.flags = std::move(mail.flags);

    REDWELL_TRY(const auto pdf, PdfDocument::open(made.rendition.pdf, {}));
    REDWELL_CHECK(readPages(pdf, OcrMode::Never, false, document));

    Message message;
    message.ordinal = 1;
    message.from = mail.from;
    message.to = mail.to;
    message.cc = mail.cc;
    message.bcc = mail.bcc;
    message.sent = mail.sent;
    message.subject = mail.subject;
    message.body = made.ownText;
    message.page = 1;
    message.regions = regionsOf(made);
    message.key = mail.key;
    message.replyTo = mail.replyTo;
    message.references = mail.references;
    for (const auto& attachment : mail.attachments)
        message.attachments.push_back({attachment.file.fileName, attachment.file.fileName,
                                       static_cast<std::int64_t>(attachment.file.bytes.size()), false});
    document.messages.push_back(std::move(message));

    if (made.ownText.size() < mail.body.size()) mail.metadata["has_quoted_text"] = "true";
    documents::putInto(mail.metadata, hashes);
    document.metadata = std::move(mail.metadata);
    for (auto& attachment : mail.attachments) document.children.push_back(std::move(attachment.file));
    return document;
}

Result<ReadDocument> readMail(std::string_view bytes) {
    REDWELL_TRY(auto mail, takeMailApart(bytes));
    return mailDocument(std::move(mail));
}

Result<Rendition> mailRendition(std::string_view bytes) {
    REDWELL_TRY(const auto mail, takeMailApart(bytes));
    return mailRendition(mail);
}

Result<ReadDocument> readEmlx(std::string_view bytes) {
    REDWELL_TRY(auto mail, takeEmlxApart(bytes));
    mail.mimeType = "message/x-emlx";
    return mailDocument(std::move(mail));
}

Result<Rendition> emlxRendition(std::string_view bytes) {
    REDWELL_TRY(const auto mail, takeEmlxApart(bytes));
    return mailRendition(mail);
}

}  // namespace redwell::formats
