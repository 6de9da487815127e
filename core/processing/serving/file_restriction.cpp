#include "processing/serving/sandbox.h"

#include "base/files.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

namespace redwell::serving {
namespace {

constexpr std::uint64_t kReading = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
// Everything that the first version of Landlock knows, so that all of it is denied where no rule allows it.
constexpr std::uint64_t kHandled = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1;

void allowReading(int ruleset, const char* place) {
    const FileDescriptor at(::open(place, O_PATH | O_CLOEXEC));
    if (!at) return;
    landlock_path_beneath_attr rule{};
    rule.allowed_access = kReading;
    rule.parent_fd = at.get();
    if (::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0) return;
    rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE;  // a file has no folder rights
    static_cast<void>(::syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0));
}

}  // namespace

bool restrictFiles() {
    landlock_ruleset_attr attributes{};
    attributes.handled_access_fs = kHandled;
    const FileDescriptor ruleset(
        static_cast<int>(::syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes.handled_access_fs, 0)));
    if (!ruleset) return false;
    for (const char* place : {"/usr/lib",
                              "/usr/lib64",
                              "/lib",
                              "/lib64",
                              "/usr/share/fonts",
                              "/usr/local/share/fonts",
                              "/usr/share/fontconfig",
                              "/usr/share/poppler",
                              "/usr/share/tesseract-ocr",
                              "/usr/share/tessdata",
                              "/usr/share/color",
                              "/usr/share/mime",
                              "/usr/share/locale",
                              "/usr/share/X11/locale",
                              "/usr/share/icu",
                              "/usr/share/zoneinfo",
                              "/usr/share/glib-2.0",
                              "/usr/share/ghostscript",
                              "/etc/fonts",
                              "/etc/ld.so.cache",
                              "/etc/localtime",
                              "/etc/pango",
                              "/var/cache/fontconfig",
                              "/dev/null",
                              "/dev/urandom"})
        allowReading(ruleset.get(), place);
    for (const char* variable : {"TESSDATA_PREFIX", "REDWELL_FONTS"})
        if (const char* place = std::getenv(variable)) allowReading(ruleset.get(), place);
    return ::syscall(SYS_landlock_restrict_self, ruleset.get(), 0) == 0;
}

}  // namespace redwell::serving
