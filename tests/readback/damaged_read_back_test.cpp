// Files cut short and with flipped bytes: findings, never a crash. Run under the sanitizers too.
#include "readback/produced_files.h"

#include <random>

namespace redwell::production {

namespace {

struct File {
    const char* name;
    std::string bytes;
    ReadBackRequest request;
};

std::vector<File> files() {
    const auto plain = burnedLetter(false, 100), colored = burnedLetter(true, 100);
    return {{"a.tif", plain.image, expecting("a.tif", {plain}, 100)},
            {"a.jpg", colored.image, expecting("a.jpg", {colored}, 100)},
            {"a.pdf", composed({plain, colored}, 100), expecting("a.pdf", {plain, colored}, 100)}};
}

}  // namespace

TEST(ReadBackDamaged, ATruncatedFileIsAFinding) {
    for (const auto& file : files())
        for (int tenth = 0; tenth < 10; ++tenth) {
            const auto cut = file.bytes.substr(0, file.bytes.size() * static_cast<std::size_t>(tenth) / 10);
            EXPECT_FALSE(readBackOf(cut, file.request).findings.empty()) << file.name << " " << tenth;
        }
}

TEST(ReadBackDamaged, FlippedBytesNeverCrash) {
    std::mt19937 random(20261123);
    for (const auto& file : files())
        for (int round = 0; round < 200; ++round) {
            auto bytes = file.bytes;
            // Half of the rounds strike the structure, which is a small part of the file.
            const auto reach = round % 2 ? bytes.size() : std::min<std::size_t>(bytes.size(), 600);
            for (int i = 0; i <= round % 4; ++i) {
                auto at = random() % reach;
                if (round % 4 == 2) at = bytes.size() - 1 - at;
                bytes[at] = static_cast<char>(random());
            }
            EXPECT_TRUE(readBack(bytes, file.request, nullptr)) << file.name << " " << round;
        }
}

TEST(ReadBackDamaged, AHugePictureIsRefusedBeforeItIsDecoded) {
    auto page = burnedLetter(true, 100);
    const auto frame = page.image.find("\xff\xc0");
    ASSERT_NE(frame, std::string::npos);
    page.image.replace(frame + 5, 4, "\xff\xff\xff\xff");
    const auto read = readBackOf(page.image, expecting("a.jpg", {page}, 100));
    EXPECT_TRUE(has(read, "unreadable")) << described(read);
}

}  // namespace redwell::production
