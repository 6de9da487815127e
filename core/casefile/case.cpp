#include "casefile/case.h"

#include "base/text.h"
#include "casefile/audit.h"
#include "casefile/migrations.h"

#include <nlohmann/json.hpp>
#include <unicode/timezone.h>

#include <fcntl.h>
#include <linux/fs.h>
#include <pwd.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstring>

namespace redwell::casefile {
namespace fs = std::filesystem;
namespace {

std::string machineTimeZone() {
    std::string name;
    icu::UnicodeString id;
    std::unique_ptr<icu::TimeZone>(icu::TimeZone::detectHostTimeZone())->getID(id).toUTF8String(name);
    return isKnownZone(name) ? name : "Etc/UTC";
}

std::string userName() {
    if (const auto* entry = ::getpwuid(::geteuid())) return entry->pw_name;
    return "user " + std::to_string(::geteuid());
}

std::string hostName() {
    char name[256] = {};
    return ::gethostname(name, sizeof name - 1) == 0 ? name : "this machine";
}

std::string describeHolder(const std::string& content) {
    const auto lines = split(content, '\n');
    if (lines.size() < 3) return "another program has the case open";
    return escapeControls(lines[0]) + " on " + escapeControls(lines[1]) + " has the case open (process " + escapeControls(lines[2]) + ")";
}

fs::path withExtension(fs::path folder) {
    if (folder.filename().empty()) folder = folder.parent_path();
    if (folder.extension() != ".redwell") folder += ".redwell";
    return folder;
}

// Folders made in this one from now on do not all go to the same part of the disk, where the file system can tell parts
// apart (ext4). Thousands of files that come in at once would fill one part, and take several times as long where many
// files were deleted from it in the minutes before. Nothing depends on it.
void spreadFoldersIn(const fs::path& folder) {
    const auto descriptor = openForReading(folder);
    int flags = 0;
    if (!descriptor || ::ioctl(descriptor->get(), FS_IOC_GETFLAGS, &flags) != 0) return;
    flags |= FS_TOPDIR_FL;
    static_cast<void>(::ioctl(descriptor->get(), FS_IOC_SETFLAGS, &flags));
}

Status writeLock(int fd, const fs::path& file) {
    const std::string content = userName() + "\n" + hostName() + "\n" + std::to_string(::getpid()) + "\n";
    if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, content.data(), content.size(), 0) < 0) return systemError("could not be written", file);
    return {};
}

}  // namespace

Result<std::unique_ptr<Case>> Case::create(fs::path folder, const NewCase& wanted) {
    folder = withExtension(std::move(folder));
    const std::string zone = wanted.timeZone.empty() ? machineTimeZone() : wanted.timeZone;
    if (!isKnownZone(zone))
        return Error{ErrorKind::Usage, "'" + zone + "' is not a time zone", {}, "Use a name such as America/New_York or Etc/UTC."};
    std::error_code code;
    if (fs::exists(folder, code))
        return Error{ErrorKind::Conflict, "is there already", folder.string(), "Choose another name, or open the case that is there."};
    REDWELL_CHECK(makeFolders(folder.parent_path().empty() ? fs::path(".") : folder.parent_path()));
    // Built aside and renamed, so that a half-made case is never found.
    fs::path building = folder;
    building += ".new";
    fs::remove_all(building, code);
    if (::mkdir(building.c_str(), 0700) != 0) return systemError("the case could not be made", building);
    auto fill = [&]() -> Status {
        for (const char* part : {"originals", "derived", "productions"})
            if (::mkdir((building / part).c_str(), 0700) != 0) return systemError("the case could not be made", building / part);
        spreadFoldersIn(building / "originals");
        REDWELL_TRY(auto database, Database::open(building / "case.db", Database::Mode::Writer));
        REDWELL_CHECK(migrate(database, building / "derived"));
        REDWELL_CHECK(database.script("BEGIN IMMEDIATE"));
        const std::string name = wanted.name.empty() ? folder.stem().string() : wanted.name;
        const std::string digits = std::to_string(wanted.caseTemplate.controlDigits);
        for (const auto& [key, value] : std::vector<std::pair<std::string, std::string>>{
                 {"name", cleanUtf8(name)}, {"time_zone", zone}, {"control_prefix", wanted.caseTemplate.controlPrefix}, {"control_digits", digits}})
            REDWELL_CHECK(database.run("INSERT INTO settings(name, value) VALUES (:name, :value)", {{":name", key}, {":value", value}}));
        int position = 0;
        for (const auto& field : wanted.caseTemplate.fields) {
            REDWELL_TRY(const auto choices, choicesToJson(field.choices));
            REDWELL_CHECK(database.run(
                "INSERT INTO fields(name, label, type, choices, position) VALUES (:name, :label, :type, :choices, :position)",
                {{":name", field.name}, {":label", field.label}, {":type", casefile::name(field.type)}, {":choices", choices}, {":position", position++}}));
        }
        REDWELL_CHECK(appendAudit(database, userName(), "create", "case", {{"name", name}, {"time_zone", zone}}));
        return database.script("COMMIT");
    };
    if (auto filled = fill(); !filled) {
        fs::remove_all(building, code);
        return filled.error();
    }
    if (::rename(building.c_str(), folder.c_str()) != 0) return systemError("the case could not be put in place", folder);
    REDWELL_CHECK(syncFolder(folder.parent_path()));
    return open(folder);
}

Result<std::unique_ptr<Case>> Case::open(fs::path folder) {
    std::error_code code;
    if (folder.filename().empty()) folder = folder.parent_path();
    if (!fs::exists(folder / "case.db", code) && fs::exists(withExtension(folder) / "case.db", code)) folder = withExtension(folder);
    if (!fs::exists(folder / "case.db", code))
        return Error{ErrorKind::NotFound, "no case is there", folder.string(), "Open a folder whose name ends in .redwell, or make a new case."};
    std::unique_ptr<Case> opened(new Case);
    opened->m_folder = folder;
    opened->m_originals = std::make_unique<Originals>(folder / "originals");
    const auto lockFile = folder / "case.lock";
    opened->m_lock = FileDescriptor(::open(lockFile.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (!opened->m_lock) {
        opened->m_readOnly = true;
        opened->m_readOnlyReason = std::string("the folder cannot be written (") + std::strerror(errno) + ")";
    } else if (::flock(opened->m_lock.get(), LOCK_EX | LOCK_NB) != 0) {
        opened->m_readOnly = true;
        const auto holder = readFile(lockFile, 4096);
        opened->m_readOnlyReason = describeHolder(holder ? holder.value() : std::string());
        opened->m_lock.reset();
    } else if (auto written = writeLock(opened->m_lock.get(), lockFile); !written && written.error().kind != ErrorKind::DiskFull) {
        return written.error();
    }
    if (auto loaded = opened->load(); !loaded) {
        Error error = loaded.error();
        if (error.where.empty()) error.where = folder.string();
        return error;
    }
    return opened;
}

Status Case::load() {
    const auto file = m_folder / "case.db";
    if (!m_readOnly) {
        {
            // Looked at before it is opened for writing: a newer version must keep every byte.
            REDWELL_TRY(auto look, Database::open(file, Database::Mode::Reader));
            REDWELL_CHECK(checkVersion(look));
        }
        REDWELL_TRY(auto writer, Database::open(file, Database::Mode::Writer));
        REDWELL_CHECK(migrate(writer, derivedFolder()));
        m_writer = std::make_unique<Database>(std::move(writer));
    } else {
        std::error_code code;
        const bool nobodyWrites = m_readOnlyReason.starts_with("the folder");
        m_readMode = nobodyWrites && !fs::exists(m_folder / "case.db-wal", code) ? Database::Mode::Immutable : Database::Mode::Foreign;
        REDWELL_TRY(auto look, Database::open(file, m_readMode));
        REDWELL_CHECK(checkVersion(look));
        REDWELL_TRY(const auto version, look.integer("PRAGMA user_version"));
        if (version < currentSchemaVersion())
            return Error{ErrorKind::ReadOnly, "was written by an older Redwell and must be updated first, but " + m_readOnlyReason, {},
                         "Open it once where it can be written."};
    }
    REDWELL_TRY(m_name, setting("name"));
    REDWELL_TRY(m_timeZone, setting("time_zone"));
    return {};
}

Case::~Case() {
    // Readers first: the writer must be the last to close, so that it alone checkpoints.
    m_readers.clear();
    m_writer.reset();
    m_lock.reset();
}

Status Case::begin() {
    if (m_readOnly)
        return Error{ErrorKind::ReadOnly, "the case is open for reading only: " + m_readOnlyReason, m_folder.string(),
                     "Close it there, then open it again here to make changes."};
    return m_writer->script("BEGIN IMMEDIATE");
}

Status Case::commit() {
    auto committed = m_writer->changeTexts();
    if (committed) committed = m_writer->script("COMMIT");
    if (!committed) rollBack();
    return committed;
}

void Case::rollBack() {
    m_writer->forgetTextChanges();
    (void)m_writer->script("ROLLBACK");
}

void Case::checkpoint() {
    const std::scoped_lock lock(m_writing);
    if (m_writer) (void)m_writer->script("PRAGMA wal_checkpoint(PASSIVE)");
}

Result<Case::Lease> Case::read() {
    {
        const std::scoped_lock lock(m_leasing);
        if (!m_readers.empty()) {
            auto reader = std::move(m_readers.back());
            m_readers.pop_back();
            return Lease(*this, std::move(reader));
        }
    }
    REDWELL_TRY(auto reader, Database::open(m_folder / "case.db", m_readMode));
    return Lease(*this, std::make_unique<Database>(std::move(reader)));
}

Case::Lease::~Lease() {
    if (!m_database) return;
    const std::scoped_lock lock(m_owner->m_leasing);
    m_owner->m_readers.push_back(std::move(m_database));
}

Result<std::string> Case::setting(std::string_view name) {
    REDWELL_TRY(auto database, read());
    return database->text("SELECT value FROM settings WHERE name = :name", {{":name", name}});
}

Status Case::setSetting(std::string_view name, std::string_view value) {
    return write([&](Database& database) {
        return database.run("INSERT INTO settings(name, value) VALUES (:name, :value) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
                            {{":name", name}, {":value", value}});
    });
}

}  // namespace redwell::casefile
