// While it lives, all that its connection reads is of one moment, and takes no lock of its own. Not for long: the log
// cannot begin anew meanwhile.
#pragma once

#include "casefile/database.h"

#include <utility>

namespace redwell::casefile {

class Snapshot {
public:
    static Result<Snapshot> of(Database& reader) {
        REDWELL_CHECK(reader.script("BEGIN"));
        return Snapshot(reader);
    }
    Snapshot(Snapshot&& other) noexcept : m_reader(std::exchange(other.m_reader, nullptr)) {}
    Snapshot& operator=(Snapshot&&) = delete;
    ~Snapshot() {
        if (m_reader) (void)m_reader->script("ROLLBACK");
    }

private:
    explicit Snapshot(Database& reader) : m_reader(&reader) {}

    Database* m_reader;
};

}  // namespace redwell::casefile
