#include "formats/archive_reader.h"

#include "base/text.h"
#include "formats/archive.h"
#include "formats/file_kind.h"
#include "formats/limits.h"

#include <algorithm>
#include <charconv>

namespace redwell::formats {
namespace {

constexpr std::int64_t kMostBytes = std::int64_t{50} << 30;
constexpr std::int64_t kLeastAllowed = std::int64_t{256} << 20;  // small files of text shrink well
constexpr std::int64_t kMostRatio = 200;
constexpr std::size_t kPassBytes = std::size_t{256}
                                   << 20;  // of one reading, where going on costs a pass from the start

// Where a reading ends: the next entry, and the bytes that came out until there.
struct Place {
    std::size_t entry = 0;
    std::int64_t bytes = 0;
};

Place placeFrom(std::string_view text) {
    Place place;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, place.entry);
    if (first.ptr != end && *first.ptr == ':') std::from_chars(first.ptr + 1, end, place.bytes);
    return place;
}

Child childOf(const ArchiveEntry& entry, TakenEntry taken, std::string_view archiveName) {
    auto path = safePath(entry.path);
    if (path.folder.empty() && path.name == "data" && entry.size < 0) {  // a single compressed file knows no name
        const auto extension = extensionOf(archiveName);
        path.name = archiveName.substr(0, archiveName.size() - extension.size());
        if (path.name.empty()) path.name = "data";
    }
    Child child;
    child.mimeType = mimeTypeForName(path.name);
    child.fileName = std::move(path.name);
    child.folder = std::move(path.folder);
    child.startsFamily = true;
    child.bytes = std::move(taken.bytes);
    child.problem = std::move(taken.problem);
    if (child.bytes.empty() && !child.problem) child.problem = Error{ErrorKind::Damaged, "is empty: it holds no bytes"};
    return child;
}

}  // namespace

Result<ReadDocument> readArchive(std::string_view bytes, std::string_view mimeType, const ReadOptions& options) {
    REDWELL_TRY(const auto archive, Archive::open(bytes, options.passwords));
    ReadDocument document;
    document.kind = documents::Kind::Container;
    document.mimeType = mimeType;
    const auto& entries = archive.entries();
    const auto files = std::count_if(entries.begin(), entries.end(),
                                     [](const auto& entry) { return entry.kind != ArchiveEntry::Kind::Folder; });
    document.metadata["files"] = std::to_string(files);
    if (std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return safePath(entry.path).wasUnsafe; }))
        document.flags.emplace_back("unsafe_paths");

    const auto allowed =
        std::min(kMostBytes, std::max(kLeastAllowed, kMostRatio * static_cast<std::int64_t>(bytes.size())));
    const auto batch = bytes.starts_with("PK") ? kBatchBytes : kPassBytes;
    const auto begin = placeFrom(options.resumeAt);
    auto place = begin;
    std::size_t taken = 0;
    bool isBomb = false;
    archive.visit([&](std::size_t i) { return i >= begin.entry; },
                  [&](std::size_t i, TakenEntry one) {
                      place.bytes += static_cast<std::int64_t>(one.bytes.size());
                      taken += one.bytes.size();
                      if (place.bytes > allowed) {
                          isBomb = true;
                          one.problem = Error{ErrorKind::TooLarge,
                                              "and what follows it would unpack to more than 200 times the archive",
                                              {},
                                              "Unpack the archive outside of Redwell and add its parts."};
                          one.bytes.clear();
                      }
                      document.children.push_back(childOf(entries[i], std::move(one), options.fileName));
                      place.entry = i + 1;
                      return !isBomb && taken < batch && document.children.size() < kBatchChildren;
                  });
    const bool isThrough = isBomb || (taken < batch && document.children.size() < kBatchChildren);
    if (!isThrough && place.entry < entries.size())
        document.resumeAt = std::to_string(place.entry) + ":" + std::to_string(place.bytes);
    else if (archive.damage()) {
        Child rest;
        rest.fileName = "the rest of " + cleanUtf8(options.fileName);
        rest.startsFamily = true;
        rest.problem = archive.damage();
        document.children.push_back(std::move(rest));
    }
    return document;
}

}  // namespace redwell::formats
