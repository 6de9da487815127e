#include "casefile/backup.h"

#include "base/files.h"
#include "base/time.h"

namespace redwell::casefile {
namespace fs = std::filesystem;

namespace {

// Specifications and sealed manifests: small files, each on disk when it is written.
Status copyProductions(const fs::path& from, const fs::path& to) {
    std::error_code code;
    for (fs::recursive_directory_iterator at(from, code), end; !code && at != end; at.increment(code)) {
        const auto status = at->symlink_status(code);
        const auto target = to / at->path().lexically_relative(from);
        if (fs::is_directory(status)) {
            REDWELL_CHECK(makeFolders(target));
        } else if (fs::is_regular_file(status)) {
            REDWELL_TRY(const auto bytes, readFile(at->path()));
            REDWELL_CHECK(writeFileDurably(target, bytes, 0644));
        }
    }
    if (code && code != std::errc::no_such_file_or_directory)
        return Error{ErrorKind::Permission, "could not be read: " + code.message(), from.string(), {}};
    return {};
}

}  // namespace

Result<fs::path> backUp(Case& source, const fs::path& folder, Progress& progress, std::stop_token stop) {
    const auto stem =
        source.folder().stem().string() + "-" + formatInstant(Instant::now(), "Etc/UTC", "yyyyMMdd-HHmmss");
    const auto target = folder / (stem + ".redwell");
    const auto building = folder / (stem + ".redwell.partial");
    for (const char* part : {"originals", "derived", "productions"}) REDWELL_CHECK(makeFolders(building / part));
    {
        REDWELL_TRY(auto database, source.read());
        REDWELL_CHECK(database->copyTo(building / "case.db"));
    }
    std::vector<Sha256> hashes;
    REDWELL_TRY(auto database, source.read());
    Status bad;
    REDWELL_CHECK(database->query("SELECT sha256 FROM originals", Parameters{}, [&](const Row& row) {
        if (auto hash = Sha256::fromHex(row.textView(0)))
            hashes.push_back(hash.value());
        else
            bad = hash.error();
    }));
    REDWELL_CHECK(bad);
    Originals copies(building / "originals");
    std::int64_t done = 0;
    for (const auto& hash : hashes) {
        if (stop.stop_requested()) {
            std::error_code ignored;
            fs::remove_all(building, ignored);
            return Error{ErrorKind::Cancelled, "the backup was cancelled", target.string(), {}};
        }
        REDWELL_TRY(const auto copied, copies.add(source.originals().pathOf(hash)));
        if (copied.sha256 != hash)
            return Error{ErrorKind::Damaged, "an original has changed on disk",
                         source.originals().pathOf(hash).string(), "Restore it from an earlier backup."};
        progress.report(++done, static_cast<std::int64_t>(hashes.size()), "originals");
    }
    REDWELL_CHECK(copies.sync());
    // After the database: whatever that one calls sealed has its manifest here by then.
    REDWELL_CHECK(copyProductions(source.productionsFolder(), building / "productions"));
    std::error_code code;
    fs::rename(building, target, code);
    if (code) return Error{ErrorKind::Internal, "could not be put in place: " + code.message(), target.string(), {}};
    REDWELL_CHECK(syncFolder(folder));
    return target;
}

}  // namespace redwell::casefile
