#include "formats/mail_file.h"

#include "base/text.h"
#include "formats/emlx.h"
#include "formats/mail_hash.h"
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

struct Blocks {
    std::vector<TextBlock> all;
    std::size_t firstOwn = 0, endOwn = 0;  // header and own text; before it what no part holds, after it what is quoted
    std::string ownText;
};

Blocks blocksOf(const MailContent& mail) {
    Blocks out;
    auto& blocks = out.all;
    const auto line = [&](const char* label, const std::string& text) {
        if (text.empty()) return;
        TextBlock block;
        block.label = label;
        block.text = text;
        blocks.push_back(std::move(block));
    };
    line("Outside of the mail's parts:", mail.outsideText);
    out.firstOwn = blocks.size();
    if (!blocks.empty()) blocks.back().hasRuleBelow = true;
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
    if (blocks.size() > out.firstOwn) blocks.back().hasRuleBelow = true;

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
    if (!out.ownText.empty() || blocks.size() == out.firstOwn) text(out.ownText, 6);
    out.endOwn = blocks.size();
    if (!trim(quoted).empty()) text(quoted, 18);
    return out;
}

// One region a page over blocks from first on, up to end.
std::vector<Region> regionsOf(const Rendition& rendition, std::size_t first, std::size_t end) {
    std::vector<Region> regions;
    for (std::size_t i = first; i < end; ++i)
        for (const auto& region : rendition.regions[i]) {
            if (regions.empty() || regions.back().page != region.page)
                regions.push_back(region);
            else
                regions.back().box = regions.back().box.united(region.box);
        }
    return regions;
}

// Everything but the pages; where the message stands on them is left to the caller.
ReadDocument withoutPages(MailContent& mail, const std::string& ownText) {
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

    Message message;
    message.ordinal = 1;
    message.from = mail.from;
    message.to = mail.to;
    message.cc = mail.cc;
    message.bcc = mail.bcc;
    message.sent = mail.sent;
    message.subject = mail.subject;
    message.body = ownText;
    message.page = 1;
    message.key = mail.key;
    message.replyTo = mail.replyTo;
    message.references = mail.references;
    if (const auto stated = mail.metadata.find("importance"); stated != mail.metadata.end())
        if (const auto importance = toLower(trim(stated->second)); importance == "high" || importance == "low")
            message.importance = importance;
    for (const auto& attachment : mail.attachments)
        message.attachments.push_back({attachment.file.fileName, attachment.file.fileName,
                                       static_cast<std::int64_t>(attachment.file.bytes.size()), false});
    document.messages.push_back(std::move(message));

    if (ownText.size() < mail.body.size()) mail.metadata["has_quoted_text"] = "true";
    documents::putInto(mail.metadata, hashes);
    document.metadata = std::move(mail.metadata);
    for (auto& attachment : mail.attachments) document.children.push_back(std::move(attachment.file));
    return document;
}

}  // namespace

Result<Rendition> mailRendition(const MailContent& mail) { return typeset(blocksOf(mail).all); }

Result<ReadDocument> mailDocument(MailContent mail) {
    const auto blocks = blocksOf(mail);
    REDWELL_TRY(auto rendition, typeset(blocks.all));
    const auto outsideText = mail.outsideText;
    auto document = withoutPages(mail, blocks.ownText);
    document.messages.front().regions = regionsOf(rendition, blocks.firstOwn, blocks.endOwn);
    document.unassigned = regionsOf(rendition, 0, blocks.firstOwn);
    for (const auto& region : document.unassigned)
        document.hidden.push_back({region.page, "outside_parts", outsideText, region.box});
    REDWELL_CHECK(takePages(std::move(rendition), document));
    return document;
}

Result<ReadDocument> readMailText(std::string_view bytes) {
    REDWELL_TRY(auto mail, takeMailApart(bytes));
    const auto blocks = blocksOf(mail);
    auto document = withoutPages(mail, blocks.ownText);
    documents::Page page;
    page.width = 612;
    page.height = 792;
    page.textSource = documents::TextSource::Embedded;
    page.confidence = 100;
    for (const auto& block : blocks.all) {
        if (block.spaceAbove > 0 && !page.text.empty()) page.text += '\n';
        if (!block.label.empty()) page.text += block.label + " ";
        page.text += block.text + "\n";
    }
    document.pages.push_back(std::move(page));
    document.hasLayout = false;
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
