#include "formats/mail_hash.h"

#include "base/hash.h"
#include "base/text.h"
#include "documents/mail_address.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <set>

namespace redwell::formats {
namespace {

std::string withoutSpace(std::string_view text) {
    std::string out(text.size(), '\0');
    std::size_t length = 0;
    const auto size = static_cast<std::int64_t>(text.size());
    for (std::int64_t at = 0; at < size;) {
        const auto begin = at;
        if (const char plain = text[static_cast<std::size_t>(at)]; (plain & 0x80) == 0) {
            out[length] = plain;  // counts only where it is no space
            length += plain > ' ' && plain != 0x7f ? 1 : 0;
            ++at;
            continue;
        }
        UChar32 letter = 0;
        U8_NEXT(text.data(), at, size, letter);
        if (letter >= 0 && (u_isUWhiteSpace(letter) || u_charType(letter) == U_CONTROL_CHAR)) continue;
        length += text.copy(out.data() + length, static_cast<std::size_t>(at - begin), static_cast<std::size_t>(begin));
    }
    out.resize(length);
    return out;
}

std::string person(const std::string& participant) {
    const auto parted = documents::mailAddress(participant);
    return toNfc(toLower(parted.address.empty() ? parted.name : parted.address));
}

std::string sentUtc(const StatedTime& sent) {
    const auto instant = sent.instant("UTC");
    if (!instant) return {};
    auto second = *instant;
    second.milliseconds -= ((second.milliseconds % 1000) + 1000) % 1000;
    return toIso(second);
}

}  // namespace

documents::MailHashes mailHashes(const MailContent& mail) {
    documents::MailHashes hashes;
    hashes.body = sha256(withoutSpace(toNfc(mail.body))).hex();
    const auto sent = sentUtc(mail.sent);
    const auto when =
        sent.empty() ? std::string(trim(mail.sentHeader)) : sent;  // a date nobody can read tells apart too
    hashes.header = sha256(toNfc(trim(mail.subject)) + "\n" + person(mail.from) + "\n" + when).hex();

    std::set<std::string> recipients;
    for (const auto* list : {&mail.to, &mail.cc})
        for (const auto& one : *list)
            if (auto name = person(one); !name.empty()) recipients.insert(std::move(name));
    hashes.recipients = sha256(join({recipients.begin(), recipients.end()}, "\n")).hex();

    std::vector<std::string> attached;
    std::string children;
    for (const auto& attachment : mail.attachments) {
        const auto one = attachment.dh1.empty() ? sha256(attachment.file.bytes).hex() : attachment.dh1;
        children += one;
        if (!attachment.isReferenced) attached.push_back(one);
    }
    std::sort(attached.begin(), attached.end());
    hashes.attachments = sha256(join(attached, "\n")).hex();
    hashes.dedup = sha256("DH-1\n" + hashes.body + hashes.header + hashes.recipients + hashes.attachments).hex();
    hashes.family = sha256(hashes.dedup + children).hex();

    std::string key;
    for (const char c : mail.key)
        if (static_cast<unsigned char>(c) > ' ') key += c;
    if (!key.empty()) hashes.mih = md5Hex(key);
    hashes.isWeak = sent.empty() && key.empty();
    return hashes;
}

}  // namespace redwell::formats
