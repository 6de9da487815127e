// A folder of OCR models that stands in for the machine's own: English under as many names as the test wants, so that
// languages can come and go.
#pragma once

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>

namespace redwell::support {

class OcrModels {
public:
    OcrModels() {
        // Workers give up their user where they have root's, and must still find the models.
        std::filesystem::permissions(m_folder.path(), std::filesystem::perms(0755));
        if (const char* was = std::getenv("TESSDATA_PREFIX")) m_was = was;
        ::setenv("TESSDATA_PREFIX", m_folder.path().c_str(), 1);
        add("eng");
        add("osd", "osd");
    }
    ~OcrModels() { m_was ? ::setenv("TESSDATA_PREFIX", m_was->c_str(), 1) : ::unsetenv("TESSDATA_PREFIX"); }
    void add(const std::string& language, const std::string& model = "eng") {
        std::filesystem::create_symlink(installed() / (model + ".traineddata"), file(language));
    }
    void remove(const std::string& language) { EXPECT_TRUE(std::filesystem::remove(file(language))); }
    const std::filesystem::path& path() const { return m_folder.path(); }

private:
    std::filesystem::path file(const std::string& language) const {
        return m_folder.path() / (language + ".traineddata");
    }
    std::filesystem::path installed() const {
        if (m_was) return *m_was;
        for (const auto& version : std::filesystem::directory_iterator("/usr/share/tesseract-ocr"))
            if (std::filesystem::exists(version.path() / "tessdata/eng.traineddata"))
                return version.path() / "tessdata";
        return "/usr/share/tessdata";
    }

    TemporaryFolder m_folder;
    std::optional<std::string> m_was;
};

}  // namespace redwell::support
