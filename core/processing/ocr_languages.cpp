#include "processing/ocr_languages.h"

#include "base/text.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <system_error>

namespace redwell::processing {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kModelExtension = ".traineddata";

bool isFolder(const fs::path& path) {
    std::error_code code;
    return fs::is_directory(path, code);
}

// As Tesseract 5 does: the variable, then the place that it was built with, which is Debian's or one of the usual two.
std::optional<fs::path> modelFolder() {
    if (const char* given = std::getenv("TESSDATA_PREFIX"); given && isFolder(given)) return given;
    std::vector<fs::path> places;
    std::error_code code;
    for (fs::directory_iterator at("/usr/share/tesseract-ocr", code), end; !code && at != end; at.increment(code))
        places.push_back(at->path() / "tessdata");
    std::ranges::sort(places, std::greater<>());  // the newest version
    places.insert(places.end(), {"/usr/share/tessdata", "/usr/local/share/tessdata"});
    const auto found = std::ranges::find_if(places, isFolder);
    return found == places.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::vector<std::string> installedLanguages() {
    std::vector<std::string> all;
    const auto folder = modelFolder();
    if (!folder) return all;
    std::error_code code;
    for (fs::recursive_directory_iterator at(*folder, code), end; !code && at != end; at.increment(code)) {
        auto name = at->path().lexically_relative(*folder).generic_string();
        if (!name.ends_with(kModelExtension)) continue;
        name.resize(name.size() - kModelExtension.size());
        if (name != "osd" && name != "equ") all.push_back(std::move(name));
    }
    std::ranges::sort(all);
    return all;
}

Status checkLanguages(std::string_view languages) {
    const auto installed = installedLanguages();
    if (installed.empty()) return {};
    for (const auto& language : split(languages, '+')) {
        if (language.empty() || std::ranges::binary_search(installed, language)) continue;
        std::string package(language);
        std::ranges::replace(package, '_', '-');
        return Error{
            ErrorKind::NotFound,
            "The OCR model for the language \"" + std::string(language) + "\" is not installed",
            {},
            "Install the package tesseract-ocr-" + package + ", or choose from: " + join(installed, ", ") + "."};
    }
    return {};
}

}  // namespace redwell::processing
