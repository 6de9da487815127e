// GMime and GLib handles behind one owner each.
#pragma once

#include <gmime/gmime.h>

#include <memory>

namespace redwell::formats {

inline void initMime() {
    static const bool isReady = (g_mime_init(), true);
    static_cast<void>(isReady);
}

struct GObjectDeleter {
    void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using MimeObject = std::unique_ptr<T, GObjectDeleter>;

struct GFreeDeleter {
    void operator()(char* text) const { g_free(text); }
};
using OwnedText = std::unique_ptr<char, GFreeDeleter>;

}  // namespace redwell::formats
