#include "formats/ole_file.h"

#include <gsf/gsf.h>

#include <algorithm>
#include <mutex>

namespace redwell::formats {
namespace {

constexpr int kMaxStoragesDeep = 32;

struct ObjectRelease {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Owned = std::unique_ptr<T, ObjectRelease>;

void startLibrary() {
    static std::once_flag once;
    std::call_once(once, [] {
        gsf_init();
        // It tells the terminal of every damage; what counts comes back as an error.
        for (const char* domain : {"libgsf:msole", "libgsf", static_cast<const char*>(nullptr)})
            g_log_set_handler(
                domain, static_cast<GLogLevelFlags>(G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING),
                [](const char*, GLogLevelFlags, const char*, void*) {}, nullptr);
    });
}

Error damaged() {
    return {ErrorKind::Damaged,
            "is not a readable Outlook or Office file: its parts are cut or mixed up",
            {},
            "Ask for the file again."};
}

}  // namespace

struct OleStorage::Handle {
    Owned<GsfInput> input;
};

Result<OleStorage> OleStorage::open(std::string_view bytes) {
    startLibrary();
    const Owned<GsfInput> memory(gsf_input_memory_new(reinterpret_cast<const guint8*>(bytes.data()),
                                                      static_cast<gsf_off_t>(bytes.size()), FALSE));
    if (!memory) return damaged();
    GError* error = nullptr;
    Owned<GsfInput> file(GSF_INPUT(gsf_infile_msole_new(memory.get(), &error)));
    if (error) g_error_free(error);
    if (!file) return damaged();
    return OleStorage(std::make_shared<Handle>(Handle{std::move(file)}));
}

std::vector<OleStorage::Entry> OleStorage::entries() const {
    std::vector<Entry> list;
    auto* file = GSF_INFILE(m_handle->input.get());
    const auto count =
        std::min<std::size_t>(static_cast<std::size_t>(std::max(0, gsf_infile_num_children(file))), kMaxEntries);
    for (int i = 0; i < static_cast<int>(count); ++i) {
        const char* name = gsf_infile_name_by_index(file, i);
        const Owned<GsfInput> child(gsf_infile_child_by_index(file, i));
        if (!name) continue;
        if (!child) {
            list.push_back({name, false, 0, i, true});
            continue;
        }
        const bool isStorage = GSF_IS_INFILE(child.get()) && gsf_infile_num_children(GSF_INFILE(child.get())) >= 0;
        list.push_back(
            {name, isStorage, static_cast<std::size_t>(std::max<gsf_off_t>(0, gsf_input_size(child.get()))), i});
    }
    return list;
}

Result<std::string> OleStorage::stream(const Entry& entry, std::size_t limit) const {
    const Owned<GsfInput> child(gsf_infile_child_by_index(GSF_INFILE(m_handle->input.get()), entry.index));
    if (!child) return damaged();
    const auto size = gsf_input_size(child.get());
    if (size < 0) return damaged();
    if (static_cast<std::size_t>(size) > limit)
        return Error{ErrorKind::TooLarge, "holds a part of more than " + std::to_string(limit >> 20) + " MB"};
    std::string bytes;
    // In pieces, so that a size that lies takes no more memory than there are bytes.
    constexpr gsf_off_t kPiece = 1 << 20;
    for (gsf_off_t left = size; left > 0;) {
        const auto piece = static_cast<std::size_t>(std::min(left, kPiece));
        const auto* data = gsf_input_read(child.get(), piece, nullptr);
        if (!data) return damaged();
        bytes.append(reinterpret_cast<const char*>(data), piece);
        left -= static_cast<gsf_off_t>(piece);
    }
    return bytes;
}

Result<OleStorage> OleStorage::storage(const Entry& entry) const {
    Owned<GsfInput> child(gsf_infile_child_by_index(GSF_INFILE(m_handle->input.get()), entry.index));
    if (!child || !GSF_IS_INFILE(child.get())) return damaged();
    return OleStorage(std::make_shared<Handle>(Handle{std::move(child)}));
}

OleClass OleStorage::classId() const {
    OleClass id{};
    static_cast<void>(gsf_infile_msole_get_class_id(GSF_INFILE_MSOLE(m_handle->input.get()), id.data()));
    return id;
}

void OleWriter::Storage::stream(const std::string& name, std::string_view bytes) {
    const Owned<GsfOutput> child(gsf_outfile_new_child(static_cast<GsfOutfile*>(m_file), name.c_str(), FALSE));
    m_isWhole = m_isWhole && child &&
                gsf_output_write(child.get(), bytes.size(), reinterpret_cast<const guint8*>(bytes.data())) &&
                gsf_output_close(child.get());
}

void OleWriter::Storage::storage(const std::string& name, const std::function<void(Storage&)>& fill) {
    const Owned<GsfOutput> child(gsf_outfile_new_child(static_cast<GsfOutfile*>(m_file), name.c_str(), TRUE));
    if (!child) {
        m_isWhole = false;
        return;
    }
    Storage inside(child.get());
    fill(inside);
    m_isWhole = m_isWhole && inside.m_isWhole && gsf_output_close(child.get());
}

void OleWriter::Storage::setClass(const OleClass& id) {
    static_cast<void>(gsf_outfile_msole_set_class_id(static_cast<GsfOutfileMSOle*>(m_file), id.data()));
}

Result<std::string> OleWriter::write(const std::function<void(Storage&)>& fill) {
    startLibrary();
    const Owned<GsfOutput> memory(gsf_output_memory_new());
    const Owned<GsfOutfile> file(gsf_outfile_msole_new(memory.get()));
    Storage root(file.get());
    fill(root);
    const bool isWhole = gsf_output_close(GSF_OUTPUT(file.get())) && root.m_isWhole;
    if (!isWhole) return Error{ErrorKind::TooLarge, "holds more than fits into a file of its own"};
    const auto* bytes = gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory.get()));
    return std::string(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(gsf_output_size(memory.get())));
}

namespace {

Status copyInto(const OleStorage& from, OleWriter::Storage& to, std::size_t& left, int depth) {
    if (depth > kMaxStoragesDeep) return Error{ErrorKind::TooLarge, "holds storages in storages without end"};
    to.setClass(from.classId());
    for (const auto& entry : from.entries()) {
        if (entry.isStorage) {
            REDWELL_TRY(const auto inside, from.storage(entry));
            Status copied;
            to.storage(entry.name,
                       [&](OleWriter::Storage& target) { copied = copyInto(inside, target, left, depth + 1); });
            REDWELL_CHECK(copied);
        } else {
            REDWELL_TRY(const auto bytes, from.stream(entry, left));
            left -= bytes.size();
            to.stream(entry.name, bytes);
        }
    }
    return {};
}

}  // namespace

Result<std::string> oleFileOf(const OleStorage& storage, std::size_t limit) {
    Status copied;
    REDWELL_TRY(auto bytes,
                OleWriter::write([&](OleWriter::Storage& root) { copied = copyInto(storage, root, limit, 0); }));
    REDWELL_CHECK(copied);
    return bytes;
}

}  // namespace redwell::formats
