#include "production/readback/inflate.h"

#include "production/readback/gathered.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace redwell::production {

namespace {

class Inflater {
public:
    Inflater() { m_isOpen = inflateInit(&m_state) == Z_OK; }
    ~Inflater() {
        if (m_isOpen) inflateEnd(&m_state);
    }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;
    z_stream& state() { return m_state; }
    bool isOpen() const { return m_isOpen; }

private:
    z_stream m_state{};
    bool m_isOpen = false;
};

}  // namespace

Inflated inflated(std::string_view data, bool isCompressed) {
    Inflated out;
    if (!isCompressed) {
        out.isTooLarge = data.size() > kMostStreamBytes;
        out.bytes = data.substr(0, kMostStreamBytes);
        return out;
    }
    Inflater inflater;
    if (!inflater.isOpen() || data.size() > std::numeric_limits<uInt>::max()) {
        out.isDamaged = true;
        return out;
    }
    auto& state = inflater.state();
    // zlib only reads; its signature is older than const.
    state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(data.data()));
    state.avail_in = static_cast<uInt>(data.size());
    char buffer[65536];
    int status = Z_OK;
    while (status == Z_OK) {
        state.next_out = reinterpret_cast<Bytef*>(buffer);
        state.avail_out = sizeof buffer;
        status = inflate(&state, Z_NO_FLUSH);
        out.bytes.append(buffer, sizeof buffer - state.avail_out);
        if (out.bytes.size() > kMostStreamBytes) {
            out.isTooLarge = true;
            return out;
        }
    }
    out.isDamaged = status != Z_STREAM_END;
    if (!out.isDamaged) out.unused = state.avail_in;
    return out;
}

}  // namespace redwell::production
