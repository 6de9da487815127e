// The case on disk: NAME.redwell/ with case.db, originals/, derived/, productions/ and case.lock. One process writes
// (flock on case.lock); a second one gets the case read-only and is told who holds it. Within the writing process one
// connection writes, behind a lock, and any number of others read.
#pragma once

#include "base/files.h"
#include "base/result.h"
#include "casefile/case_template.h"
#include "casefile/database.h"
#include "casefile/originals.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <type_traits>
#include <vector>

namespace redwell::casefile {

class Case {
public:
    struct NewCase {
        std::string name;           // shown in the window; the folder's name when empty
        std::string timeZone = "";  // IANA name; the machine's own when empty
        CaseTemplate caseTemplate = CaseTemplate::standard();
    };
    // folder may lack ".redwell"; it must not exist yet (Conflict).
    static Result<std::unique_ptr<Case>> create(std::filesystem::path folder, const NewCase& wanted);

    // Opens for writing; read-only when another process holds the case or the folder cannot be written. A newer
    // version is refused (NewerVersion), an older one is migrated after a backup in derived/.
    static Result<std::unique_ptr<Case>> open(std::filesystem::path folder);
    ~Case();

    const std::filesystem::path& folder() const { return m_folder; }
    std::filesystem::path derivedFolder() const { return m_folder / "derived"; }
    std::filesystem::path productionsFolder() const { return m_folder / "productions"; }
    const std::string& name() const { return m_name; }
    const std::string& timeZone() const { return m_timeZone; }
    bool isReadOnly() const { return m_readOnly; }
    // Why the case is read-only, in the user's words: "ann on lawbox has it open (process 4711)". Empty when writable.
    const std::string& readOnlyReason() const { return m_readOnlyReason; }
    Originals& originals() { return *m_originals; }

    // Runs change(Database&) -> Result<T> in one transaction on the one writing connection: committed (on disk) when it
    // succeeds, rolled back when it fails. Blocks while another thread writes.
    template <class Change>
    std::invoke_result_t<Change, Database&> write(Change&& change) {
        const std::scoped_lock lock(m_writing);
        REDWELL_CHECK(begin());
        auto result = change(*m_writer);
        if (!result) {
            rollBack();
            return result;
        }
        REDWELL_CHECK(commit());
        return result;
    }

    // Moves what was written last from the log into the database itself, as closing the case would. Call it while
    // nobody waits to write; when it fails, the log keeps everything.
    void checkpoint();

    // A reading connection, given back when the lease ends. Any thread; one thread a lease.
    class Lease {
    public:
        Lease(Case& owner, std::unique_ptr<Database> database) : m_owner(&owner), m_database(std::move(database)) {}
        Lease(Lease&&) = default;
        ~Lease();
        Database* operator->() { return m_database.get(); }
        Database& operator*() { return *m_database; }

    private:
        Case* m_owner;
        std::unique_ptr<Database> m_database;
    };
    Result<Lease> read();

    Result<std::string> setting(std::string_view name);  // "" when not set
    Status setSetting(std::string_view name, std::string_view value);

private:
    Case() = default;
    Status begin();
    Status commit();
    void rollBack();
    Status load();

    std::filesystem::path m_folder;
    std::string m_name, m_timeZone, m_readOnlyReason;
    bool m_readOnly = false;
    FileDescriptor m_lock;
    std::unique_ptr<Originals> m_originals;
    std::unique_ptr<Database> m_writer;
    std::mutex m_writing, m_leasing;
    std::vector<std::unique_ptr<Database>> m_readers;
    Database::Mode m_readMode = Database::Mode::Reader;
};

}  // namespace redwell::casefile
