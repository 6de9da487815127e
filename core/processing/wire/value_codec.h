// Descriptions of the document values, and of lists and maps of anything described: fields(archive, value) names the
// fields in order, for ByteWriter and ByteReader alike.
#pragma once

#include "documents/message.h"
#include "documents/page.h"
#include "processing/wire/byte_stream.h"

#include <algorithm>

namespace redwell::wire {

template <class A>
using IntRef = typename A::template Ref<int>;

template <class A>
void fields(A& a, typename A::template Ref<std::string> text) {
    a.value(text);
}

template <class A>
void fields(A& a, typename A::template Ref<int> number) {
    a.value(number);
}

template <class A>
void fields(A& a, typename A::template Ref<Box> box) {
    a.value(box.x0);
    a.value(box.y0);
    a.value(box.x1);
    a.value(box.y1);
}

template <class A>
void rotation(A& a, IntRef<A> degrees) {
    a.value(degrees);
    a.require(degrees == 0 || degrees == 90 || degrees == 180 || degrees == 270, "has a rotation of no quarter turns");
}

template <class A>
void pageNumber(A& a, IntRef<A> number, int least) {
    a.value(number);
    a.require(number >= least && number <= 10'000'000, "has an impossible page number");
}

template <class A>
void pageSize(A& a, typename A::template Ref<double> width, typename A::template Ref<double> height) {
    a.value(width);
    a.value(height);
    a.require(width >= 0 && height >= 0, "has a page of negative size");
}

inline void number(ByteWriter& a, std::int64_t value) { a.raw(value); }
inline void number(ByteReader& a, std::int64_t& value) { value = a.raw<std::int64_t>(); }

inline void words(ByteWriter& a, const std::vector<documents::Word>& list) {
    const auto isSound = [](const documents::Word& word) {
        return std::isfinite(word.box.x0) && std::isfinite(word.box.y0) && std::isfinite(word.box.x1) &&
               std::isfinite(word.box.y1) && std::isfinite(word.confidence) && isValidUtf8(word.text);
    };
    if (std::all_of(list.begin(), list.end(), isSound)) return a.blob(documents::encodeWords(list));
    auto sound = list;  // a library's odd word must not cost the page
    for (auto& word : sound) {
        word.text = cleanUtf8(word.text);
        if (!isSound(word)) word.box = {}, word.confidence = 0;
    }
    a.blob(documents::encodeWords(sound));
}

inline void words(ByteReader& a, std::vector<documents::Word>& list) {
    auto decoded = documents::decodeWords(a.blobView());
    if (!decoded) return a.fail("has damaged words");
    list = std::move(decoded).value();
}

template <class A>
void fields(A& a, typename A::template Ref<documents::Page> page) {
    pageNumber(a, page.number, 1);
    pageSize(a, page.width, page.height);
    rotation(a, page.rotation);
    a.choice(page.textSource, documents::TextSource::Ocr);
    a.value(page.confidence);
    words(a, page.words);
    a.value(page.text);
}

template <class A>
void fields(A& a, typename A::template Ref<documents::Region> region) {
    pageNumber(a, region.page, 0);
    fields(a, region.box);
}

// Lists: fields of one item after the other. leastBytes: what the smallest item takes on the wire.
template <class T>
void list(ByteWriter& a, const std::vector<T>& items, std::size_t /*leastBytes*/) {
    a.count(items.size());
    for (const auto& item : items) fields(a, item);
}

template <class T>
void list(ByteReader& a, std::vector<T>& items, std::size_t leastBytes) {
    const auto count = a.count(leastBytes);
    items.clear();
    items.reserve(std::min<std::size_t>(count, 1024));
    for (std::size_t i = 0; i < count && !a.failed(); ++i) {
        T item{};
        fields(a, item);
        items.push_back(std::move(item));
    }
}

inline void texts(ByteWriter& a, const std::map<std::string, std::string>& map) {
    a.count(map.size());
    for (const auto& [key, text] : map) {
        a.value(key);
        a.value(text);
    }
}

inline void texts(ByteReader& a, std::map<std::string, std::string>& map) {
    const auto count = a.count(8);
    map.clear();
    for (std::size_t i = 0; i < count && !a.failed(); ++i) {
        std::string key, text;
        a.value(key);
        a.value(text);
        map.insert_or_assign(std::move(key), std::move(text));
    }
}

// Byte strings that are no text (passwords may be in any encoding).
inline void blobs(ByteWriter& a, const std::vector<std::string>& items) {
    a.count(items.size());
    for (const auto& item : items) a.blob(item);
}

inline void blobs(ByteReader& a, std::vector<std::string>& items) {
    const auto count = a.count(4);
    items.clear();
    for (std::size_t i = 0; i < count && !a.failed(); ++i) items.emplace_back(a.blobView());
}

template <class A>
void fields(A& a, typename A::template Ref<documents::Edit> edit) {
    a.value(edit.by);
    a.value(edit.at.text);
    a.value(edit.previous);
    a.value(edit.next);
}

template <class A>
void fields(A& a, typename A::template Ref<documents::Reaction> reaction) {
    a.value(reaction.value);
    a.value(reaction.count);
    list(a, reaction.by, 4);
}

template <class A>
void fields(A& a, typename A::template Ref<documents::MessageAttachment> attachment) {
    a.value(attachment.name);
    a.value(attachment.fileName);
    number(a, attachment.size);
    a.value(attachment.isMissing);
}

template <class A>
void fields(A& a, typename A::template Ref<documents::Receipt> receipt) {
    a.value(receipt.by);
    a.value(receipt.at.text);
    a.value(receipt.action);
}

constexpr std::size_t kLeastMessageBytes = 98;

// Identities are given by the case alone, so the wire does not carry them.
template <class A>
void fields(A& a, typename A::template Ref<documents::Message> message) {
    a.value(message.ordinal);
    a.value(message.from);
    list(a, message.to, 4);
    list(a, message.cc, 4);
    list(a, message.bcc, 4);
    a.value(message.sent.text);
    a.value(message.subject);
    a.value(message.body);
    pageNumber(a, message.page, 0);
    list(a, message.regions, 36);
    a.value(message.confidence);
    a.value(message.depth);
    a.choice(message.kind, documents::MessageKind::Unknown);
    a.value(message.key);
    a.value(message.replyTo);
    list(a, message.references, 4);
    a.value(message.conversation);
    a.value(message.isDeleted);
    list(a, message.edits, 16);
    list(a, message.reactions, 12);
    list(a, message.attachments, 17);
    list(a, message.receipts, 12);
    a.value(message.importance);
    list(a, message.doubts, 4);
}

}  // namespace redwell::wire
