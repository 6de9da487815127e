// One SQLite connection. SQL stays inside the stores of core/; each statement is prepared once, bound by name.
// Journal WAL with synchronous=FULL: NORMAL lost acknowledged commits in half of simulated power cuts.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace redwell::casefile {

struct Blob {
    std::string_view bytes;
};
using Value = std::variant<std::nullptr_t, std::int64_t, double, std::string_view, Blob>;

// One bound parameter, {":name", value}. Text and blobs must outlive the call.
struct Parameter {
    const char* name;
    Value value;
    Parameter(const char* n, std::nullptr_t) : name(n), value(nullptr) {}
    Parameter(const char* n, std::int64_t v) : name(n), value(v) {}
    Parameter(const char* n, int v) : name(n), value(std::int64_t{v}) {}
    Parameter(const char* n, bool v) : name(n), value(std::int64_t{v}) {}
    Parameter(const char* n, double v) : name(n), value(v) {}
    Parameter(const char* n, std::string_view v) : name(n), value(v) {}
    Parameter(const char* n, const std::string& v) : name(n), value(std::string_view(v)) {}
    Parameter(const char* n, const char* v) : name(n), value(std::string_view(v)) {}
    Parameter(const char* n, Blob v) : name(n), value(v) {}
    template <class T>
    Parameter(const char* n, const std::optional<T>& v) : Parameter(n, nullptr) {
        if (v) value = Parameter(n, *v).value;
    }
};
using Parameters = std::initializer_list<Parameter>;

// The row a statement stands on; columns from 0. Views are valid until the next step.
class Row {
public:
    explicit Row(sqlite3_stmt* statement) : m_statement(statement) {}
    bool isNull(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;
    std::string text(int column) const;
    std::string_view textView(int column) const;
    std::string_view blob(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;

private:
    sqlite3_stmt* m_statement;
};

class Database {
public:
    enum class Mode {
        Writer,     // creates and migrates, WAL, FULL; exactly one of these a case, in one process
        Reader,     // query_only beside the writer of this process
        Foreign,    // read-only while another process writes
        Immutable,  // read-only media, nobody writes
    };
    static Result<Database> open(const std::filesystem::path& file, Mode mode);
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    // A statement without rows, or whose rows do not matter.
    Status run(std::string_view sql, Parameters parameters = {});
    // Calls visit for each row, in order.
    Status query(std::string_view sql, Parameters parameters, const std::function<void(const Row&)>& visit);
    Status query(std::string_view sql, const std::vector<Parameter>& parameters,
                 const std::function<void(const Row&)>& visit);
    // The first column of the first row, or fallback when there is no row.
    Result<std::int64_t> integer(std::string_view sql, Parameters parameters = {}, std::int64_t fallback = 0);
    Result<std::string> text(std::string_view sql, Parameters parameters = {});
    // Many statements at once, nothing bound: for schemas and pragmas.
    Status script(const std::string& sql);

    std::int64_t lastInsertId() const;
    std::int64_t changes() const;
    sqlite3* handle() const;

    // Leaves the change of a full-text row for the end of the transaction: Case::write runs what was left just before
    // it commits, in order of table and row, the last change of a row alone. FTS5 writes its index out at every
    // savepoint, statement journal and row out of order; between other changes a row costs several times as much.
    using TextChange = std::function<Status(Database&)>;
    void changeTextLater(const char* table, std::int64_t row, TextChange change);
    Status changeTexts();
    void forgetTextChanges();

    // A script that may also write the schema's own table, as no other may.
    Status changeSchema(const std::string& sql);

    // Copies the whole database to a new file through SQLite's backup interface and checks the copy's integrity.
    Status copyTo(const std::filesystem::path& file);

private:
    struct Connection;
    struct Prepared;
    explicit Database(std::unique_ptr<Connection> connection);
    Result<Prepared*> prepared(std::string_view sql);
    Error failure(std::string_view doing) const;
    template <class Range>
    Status each(std::string_view sql, const Range& parameters, const std::function<void(const Row&)>& visit);
    std::unique_ptr<Connection> m_connection;
};

}  // namespace redwell::casefile
