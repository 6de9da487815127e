#include "formats/mailbox_file.h"

#include "base/text.h"
#include "formats/limits.h"
#include "formats/mail_content.h"
#include "formats/mail_header.h"
#include "formats/mbox.h"

#include <algorithm>
#include <charconv>

namespace redwell::formats {
namespace {

constexpr std::size_t kHeaderRoom = std::size_t{256} * 1024;  // of a mail's beginning, for its name and date
constexpr std::size_t kMostListed = 2'000;                    // mails on the page of contents

// Where a reading begins: "OFFSET DIALECT ORDINAL" as the one before left it.
struct Place {
    std::size_t offset = 0;
    MboxDialect dialect = MboxDialect::Rd;
    std::size_t ordinal = 0;  // mails before it
};

std::string text(const Place& place) {
    return std::to_string(place.offset) + " " + std::to_string(static_cast<int>(place.dialect)) + " " +
           std::to_string(place.ordinal);
}

Result<Place> placeFrom(std::string_view text, std::size_t size) {
    std::size_t numbers[3] = {};
    const auto parts = split(text, ' ');
    bool isSound = parts.size() == 3;
    for (std::size_t i = 0; isSound && i < 3; ++i) {
        const auto* end = parts[i].data() + parts[i].size();
        const auto [at, failed] = std::from_chars(parts[i].data(), end, numbers[i]);
        isSound = failed == std::errc() && at == end;
    }
    if (!isSound || numbers[0] > size || numbers[1] > 3)
        return Error{ErrorKind::Internal, "was to be read on from a place that it does not have"};
    return Place{numbers[0], static_cast<MboxDialect>(numbers[1]), numbers[2]};
}

struct Contents {
    std::size_t mails = 0;
    StatedTime first, last;
    std::vector<std::string> lines;
};

std::string subjectOf(const MailHeader& header) {
    return decodedWords(header.first("subject").substr(0, kMaxHeaderText));
}

Contents contentsOf(const Mbox& mailbox) {
    Contents contents;
    for (std::size_t at = 0;;) {
        const auto entry = mailbox.next(at);
        if (!entry) break;
        at = entry->end;
        ++contents.mails;
        const auto header = mailHeader(entry->mail.substr(0, kHeaderRoom));
        const auto sent = mailTime(header.first("date"));
        if (const auto instant = sent.instant("UTC")) {
            const auto first = contents.first.instant("UTC"), last = contents.last.instant("UTC");
            if (!first || *instant < *first) contents.first = sent;
            if (!last || *instant > *last) contents.last = sent;
        }
        if (contents.lines.size() < kMostListed)
            contents.lines.push_back(
                std::to_string(contents.mails) + "  " + (sent.isEmpty() ? "no date" : sent.text.substr(0, 10)) + "  " +
                elide(decodedWords(header.first("from").substr(0, 1000)), 60) + "  " + elide(subjectOf(header), 100));
    }
    return contents;
}

Result<Rendition> rendition(const Contents& contents, MboxDialect dialect) {
    std::vector<TextBlock> blocks;
    const auto line = [&](const char* label, std::string value) {
        TextBlock block;
        block.label = label;
        block.text = std::move(value);
        blocks.push_back(std::move(block));
    };
    line("Mailbox:", std::to_string(contents.mails) + (contents.mails == 1 ? " mail" : " mails") + " (" +
                         std::string(name(dialect)) + ")");
    if (!contents.first.isEmpty()) line("From:", contents.first.text.substr(0, 10));
    if (!contents.last.isEmpty()) line("Until:", contents.last.text.substr(0, 10));
    blocks.back().hasRuleBelow = true;
    TextBlock list;
    list.text = join(contents.lines, "\n");
    if (contents.mails > contents.lines.size())
        list.text += "\n... and " + std::to_string(contents.mails - contents.lines.size()) + " more";
    list.spaceAbove = 6;
    blocks.push_back(std::move(list));
    return typeset(blocks);
}

std::string fileNameOf(std::size_t ordinal, const MailHeader& header) {
    auto number = std::to_string(ordinal);
    if (number.size() < 6) number.insert(0, 6 - number.size(), '0');
    auto subject = elide(subjectOf(header), 60);
    std::replace_if(
        subject.begin(), subject.end(),
        [](char c) { return std::string_view("/\\:*?\"|<>").find(c) != std::string_view::npos; }, '_');
    return number + (subject.empty() ? "" : " " + subject) + ".eml";
}

Child childOf(const MboxEntry& entry, const Place& place) {
    Child child;
    child.startsFamily = true;
    child.mimeType = "message/rfc822";
    const auto header = mailHeader(entry.mail.substr(0, kHeaderRoom));
    child.fileName = fileNameOf(place.ordinal, header);
    if (entry.mail.size() > kMaxChildBytes) {
        child.problem = Error{ErrorKind::TooLarge, "is a mail of more than 512 MB", {}, "Open it in a mail program."};
        return child;
    }
    child.bytes = unquotedMail(entry.mail, place.dialect);
    if (header.fields.empty())
        child.problem =
            Error{ErrorKind::Damaged,
                  trim(entry.mail).empty() ? "is an empty mail" : "is no mail: a part of the mailbox without a header",
                  {},
                  "Ask for the mailbox again, or open its original in a mail program."};
    return child;
}

}  // namespace

Result<Rendition> mailboxRendition(std::string_view bytes) {
    const Mbox mailbox(bytes);
    return rendition(contentsOf(mailbox), mailbox.dialect());
}

Result<ReadDocument> readMailbox(std::string_view bytes, const ReadOptions& options) {
    const Mbox mailbox(bytes);
    ReadDocument document;
    document.kind = documents::Kind::Container;
    document.mimeType = "application/mbox";
    Place place;
    if (options.resumeAt.empty()) {
        place.dialect = mailbox.dialect();
        const auto contents = contentsOf(mailbox);
        REDWELL_TRY(auto made, rendition(contents, place.dialect));
        REDWELL_CHECK(takePages(std::move(made), document));
        document.metadata["mails"] = std::to_string(contents.mails);
        document.metadata["dialect"] = name(place.dialect);
        if (!contents.first.isEmpty()) document.metadata["first_sent"] = contents.first.text;
        if (!contents.last.isEmpty()) document.metadata["last_sent"] = contents.last.text;
        document.date = contents.last;
    } else {
        REDWELL_TRY(place, placeFrom(options.resumeAt, bytes.size()));
    }
    std::size_t taken = 0;
    for (;;) {
        const auto entry = mailbox.next(place.offset);
        if (!entry) break;
        if (!document.children.empty() &&
            (document.children.size() >= kBatchChildren || taken + entry->mail.size() > kBatchBytes)) {
            document.resumeAt = text(place);
            break;
        }
        place.offset = entry->end;
        ++place.ordinal;
        taken += entry->mail.size();
        document.children.push_back(childOf(*entry, place));
    }
    return document;
}

}  // namespace redwell::formats
