#include "casefile/database.h"

#include "base/files.h"

#include <sqlite3.h>

#include <cerrno>
#include <cstdio>
#include <unordered_map>
#include <utility>
#include <vector>

namespace redwell::casefile {

namespace {
constexpr std::uintmax_t kLeastSpace = 64 * 1024;  // bytes

struct SqlHash {  // looks a statement up without a copy of its text
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>{}(sql); }
};
}  // namespace

// SQLite goes through all names of a statement for each that it is asked for: where a name was found is kept.
struct Database::Prepared {
    sqlite3_stmt* statement = nullptr;
    std::vector<std::pair<std::string, int>> places = {};  // by the order in which parameters are given

    int placeOf(std::size_t order, const char* name) {
        if (order < places.size() && places[order].first == name) return places[order].second;
        const int place = sqlite3_bind_parameter_index(statement, name);
        if (order >= places.size()) places.resize(order + 1);
        places[order] = {name, place};
        return place;
    }
};

// The one wrapper that knows sqlite3.
struct Database::Connection {
    sqlite3* handle = nullptr;
    std::filesystem::path file;
    std::unordered_map<std::string, Prepared, SqlHash, std::equal_to<>> statements;
    std::map<std::pair<std::string_view, std::int64_t>, TextChange> textChanges;

    ~Connection() {
        for (const auto& [sql, prepared] : statements) sqlite3_finalize(prepared.statement);
        sqlite3_close_v2(handle);
    }
};

bool Row::isNull(int column) const { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
std::int64_t Row::integer(int column) const { return sqlite3_column_int64(m_statement, column); }
double Row::real(int column) const { return sqlite3_column_double(m_statement, column); }
std::string Row::text(int column) const { return std::string(textView(column)); }

std::string_view Row::textView(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::string_view Row::blob(int column) const {
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column))};
}

std::optional<std::int64_t> Row::optionalInteger(int column) const {
    if (isNull(column)) return std::nullopt;
    return integer(column);
}

Database::Database(std::unique_ptr<Connection> connection) : m_connection(std::move(connection)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Error Database::failure(std::string_view doing) const {
    sqlite3* db = m_connection->handle;
    Error error{ErrorKind::Internal,
                std::string(doing) + ": " + (db ? sqlite3_errmsg(db) : "out of memory"),
                m_connection->file.string(),
                {}};
    int code = db ? sqlite3_errcode(db) & 0xff : SQLITE_NOMEM;
    // Where the log's index cannot grow, SQLite speaks of an I/O error: what the disk says decides.
    if (code == SQLITE_IOERR) {
        const auto left = freeSpace(m_connection->file.parent_path());
        if (sqlite3_system_errno(db) == ENOSPC || (left && *left < kLeastSpace)) code = SQLITE_FULL;
    }
    switch (code) {
        case SQLITE_FULL:
            error.kind = ErrorKind::DiskFull;
            error.what = "the disk is full, so this could not be saved";
            error.hint = "Free some space and try again; everything saved before is still there.";
            break;
        case SQLITE_READONLY:
            error.kind = ErrorKind::ReadOnly;
            error.what = "the case can only be read here, so this could not be saved";
            break;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: error.kind = ErrorKind::Busy; break;
        case SQLITE_CANTOPEN:
            error.kind = ErrorKind::Permission;
            error.what = "the case database could not be opened";
            error.hint = "Check that the folder is there and that you may read it.";
            break;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            error.kind = ErrorKind::Damaged;
            error.what = "the case database is damaged: " + std::string(sqlite3_errmsg(db));
            error.hint = "Nothing was changed. Open the latest backup of the case.";
            break;
        case SQLITE_CONSTRAINT: error.kind = ErrorKind::Conflict; break;
        case SQLITE_IOERR:
            error.hint = "The disk reported an error. Check it before you go on; nothing unsaved was shown as saved.";
            break;
        default: break;
    }
    return error;
}

Result<Database> Database::open(const std::filesystem::path& file, Mode mode) {
    // Nobody asks SQLite what memory it holds; counting it takes a lock at each allocation.
    [[maybe_unused]] static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    auto connection = std::make_unique<Connection>();
    connection->file = file;
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE;
    std::string name = file.string();
    switch (mode) {
        case Mode::Writer: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE; break;
        case Mode::Reader: flags |= SQLITE_OPEN_READWRITE; break;
        case Mode::Foreign: flags |= SQLITE_OPEN_READONLY; break;
        case Mode::Immutable: {
            flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
            std::string escaped;
            for (const char c : name) {
                if (c == '%')
                    escaped += "%25";
                else if (c == '?')
                    escaped += "%3f";
                else if (c == '#')
                    escaped += "%23";
                else
                    escaped += c;
            }
            name = "file:" + escaped + "?immutable=1";
            break;
        }
    }
    const int opened = sqlite3_open_v2(name.c_str(), &connection->handle, flags, nullptr);
    Database database(std::move(connection));
    if (opened != SQLITE_OK) return database.failure("could not be opened");
    sqlite3* db = database.handle();
    sqlite3_extended_result_codes(db, 1);
    sqlite3_busy_timeout(db, 10'000);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    REDWELL_CHECK(database.script(
        "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY;"));
    if (mode == Mode::Writer) {
        // Rows with the text of a mail fit pages of 8 KB; cases made before keep pages of 4. The log may grow to 32,768
        // pages: while many documents come in, the same pages of the index change again and again. A longer log would
        // keep whoever writes when it is full waiting for longer.
        // Deleted text is overwritten where its page is written anyway; Debian's default writes every freed page again.
        REDWELL_CHECK(database.script(
            "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; "
            "PRAGMA wal_autocheckpoint=32768; PRAGMA secure_delete=FAST;"));
    } else {
        // Only the writer may checkpoint: SQLite before 3.51.3 can lose commits when two connections do.
        sqlite3_wal_autocheckpoint(db, 0);
        sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        REDWELL_CHECK(database.script("PRAGMA query_only=ON;"));
    }
    return database;
}

Result<Database::Prepared*> Database::prepared(std::string_view sql) {
    if (const auto found = m_connection->statements.find(sql); found != m_connection->statements.end())
        return &found->second;
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(m_connection->handle, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                           &statement, nullptr) != SQLITE_OK)
        return failure("a statement could not be prepared");
    return &m_connection->statements.emplace(std::string(sql), Prepared{statement}).first->second;
}

template <class Range>
Status Database::each(std::string_view sql, const Range& parameters, const std::function<void(const Row&)>& visit) {
    REDWELL_TRY(auto* const known, prepared(sql));
    auto* const statement = known->statement;
    sqlite3_reset(statement);
    // Values outlive the call, and nothing is left bound after it.
    struct Cleared {
        sqlite3_stmt* statement;
        ~Cleared() {
            sqlite3_reset(statement);
            sqlite3_clear_bindings(statement);
        }
    } const cleared{statement};
    std::size_t order = 0;
    for (const Parameter& parameter : parameters) {
        const int index = known->placeOf(order++, parameter.name);
        if (index == 0)
            return Error{ErrorKind::Internal, std::string("no parameter ") + parameter.name, std::string(sql), {}};
        int bound = SQLITE_OK;
        if (const auto* number = std::get_if<std::int64_t>(&parameter.value))
            bound = sqlite3_bind_int64(statement, index, *number);
        else if (const auto* real = std::get_if<double>(&parameter.value))
            bound = sqlite3_bind_double(statement, index, *real);
        else if (const auto* text = std::get_if<std::string_view>(&parameter.value))
            bound = sqlite3_bind_text64(statement, index, text->data() ? text->data() : "", text->size(), SQLITE_STATIC,
                                        SQLITE_UTF8);
        else if (const auto* blob = std::get_if<Blob>(&parameter.value))
            bound = sqlite3_bind_blob64(statement, index, blob->bytes.data() ? blob->bytes.data() : "",
                                        blob->bytes.size(), SQLITE_STATIC);
        if (bound != SQLITE_OK) return failure("a value could not be bound");
    }
    for (;;) {
        const int step = sqlite3_step(statement);
        if (step == SQLITE_ROW) {
            if (visit) visit(Row(statement));
            continue;
        }
        if (step == SQLITE_DONE) return {};
        return failure("the case database refused a change");
    }
}

Status Database::run(std::string_view sql, Parameters parameters) { return each(sql, parameters, {}); }

Status Database::query(std::string_view sql, Parameters parameters, const std::function<void(const Row&)>& visit) {
    return each(sql, parameters, visit);
}

Status Database::query(std::string_view sql, const std::vector<Parameter>& parameters,
                       const std::function<void(const Row&)>& visit) {
    return each(sql, parameters, visit);
}

Result<std::int64_t> Database::integer(std::string_view sql, Parameters parameters, std::int64_t fallback) {
    std::optional<std::int64_t> value;
    REDWELL_CHECK(each(sql, parameters, [&](const Row& row) {
        if (!value) value = row.integer(0);
    }));
    return value.value_or(fallback);
}

Result<std::string> Database::text(std::string_view sql, Parameters parameters) {
    std::optional<std::string> value;
    REDWELL_CHECK(each(sql, parameters, [&](const Row& row) {
        if (!value) value = row.text(0);
    }));
    return value.value_or(std::string());
}

Status Database::script(const std::string& sql) {
    if (sqlite3_exec(m_connection->handle, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failure("a step on the case database failed");
    return {};
}

Status Database::changeSchema(const std::string& sql) {
    sqlite3_db_config(m_connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    auto status = script(sql);
    sqlite3_db_config(m_connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    return status;
}

void Database::changeTextLater(const char* table, std::int64_t row, TextChange change) {
    m_connection->textChanges.insert_or_assign({table, row}, std::move(change));
}

Status Database::changeTexts() {
    const auto changes = std::exchange(m_connection->textChanges, {});
    for (const auto& [row, change] : changes) REDWELL_CHECK(change(*this));
    return {};
}

void Database::forgetTextChanges() { m_connection->textChanges.clear(); }

std::int64_t Database::lastInsertId() const { return sqlite3_last_insert_rowid(m_connection->handle); }
std::int64_t Database::changes() const { return sqlite3_changes64(m_connection->handle); }
sqlite3* Database::handle() const { return m_connection->handle; }

Status Database::copyTo(const std::filesystem::path& file) {
    // Under its name only when it is whole: a copy that a crash cut off would be taken for one.
    auto partial = file;
    partial += ".partial";
    std::error_code ignored;
    for (const char* end : {"", "-journal", "-wal", "-shm"}) std::filesystem::remove(partial.string() + end, ignored);
    sqlite3* target = nullptr;
    const int opened = sqlite3_open_v2(partial.c_str(), &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, nullptr);
    std::string problem;
    if (opened == SQLITE_OK) {
        if (auto* backup = sqlite3_backup_init(target, "main", m_connection->handle, "main")) {
            sqlite3_backup_step(backup, -1);
            sqlite3_backup_finish(backup);
        }
        if (sqlite3_errcode(target) != SQLITE_OK) problem = sqlite3_errmsg(target);
        // The check is of the copy: a backup nobody has read is a hope.
        sqlite3_stmt* check = nullptr;
        if (problem.empty() &&
            sqlite3_prepare_v2(target, "PRAGMA integrity_check(1)", -1, &check, nullptr) == SQLITE_OK &&
            sqlite3_step(check) == SQLITE_ROW) {
            const std::string verdict = reinterpret_cast<const char*>(sqlite3_column_text(check, 0));
            if (verdict != "ok") problem = verdict;
        }
        sqlite3_finalize(check);
    } else {
        problem = target ? sqlite3_errmsg(target) : "out of memory";
    }
    sqlite3_close(target);
    if (problem.empty()) {
        if (::rename(partial.c_str(), file.c_str()) != 0)
            return systemError("the copy could not be put in place", file);
        return syncFolder(file.parent_path());
    }
    std::filesystem::remove(partial, ignored);
    return Error{ErrorKind::Damaged, "the copy of the database failed: " + problem, file.string(),
                 "Check the free space and try again."};
}

}  // namespace redwell::casefile
