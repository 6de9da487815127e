// An OLE2 compound file: storages that hold streams and storages. libgsf behind one owner; nobody else sees it.
#pragma once

#include "base/result.h"

#include <array>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

using OleClass = std::array<unsigned char, 16>;

class OleStorage {
public:
    // bytes must outlive it. Errors: Damaged.
    static Result<OleStorage> open(std::string_view bytes);

    struct Entry {
        std::string name;
        bool isStorage = false;
        std::size_t size = 0;
        int index = 0;
        bool isBroken = false;  // named in the directory, but not to be opened
    };
    // In the order of the directory, at most kMaxEntries.
    std::vector<Entry> entries() const;
    // Errors: Damaged when cut short, TooLarge beyond limit.
    Result<std::string> stream(const Entry& entry, std::size_t limit) const;
    Result<OleStorage> storage(const Entry& entry) const;
    OleClass classId() const;

    static constexpr std::size_t kMaxEntries = 40'000;

private:
    struct Handle;
    explicit OleStorage(std::shared_ptr<Handle> handle) : m_handle(std::move(handle)) {}
    std::shared_ptr<Handle> m_handle;
};

// Writes one; the same calls give the same bytes. Storages end when their function returns.
class OleWriter {
public:
    class Storage {
    public:
        void stream(const std::string& name, std::string_view bytes);
        void storage(const std::string& name, const std::function<void(Storage&)>& fill);
        void setClass(const OleClass& id);

    private:
        friend class OleWriter;
        explicit Storage(void* file) : m_file(file) {}
        void* m_file;
        bool m_isWhole = true;
    };
    // Errors: TooLarge.
    static Result<std::string> write(const std::function<void(Storage&)>& fill);
};

// A storage within a file as a file of its own. Errors: Damaged, TooLarge.
Result<std::string> oleFileOf(const OleStorage& storage, std::size_t limit);

}  // namespace redwell::formats
