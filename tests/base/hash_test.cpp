#include "base/hash.h"

#include <gtest/gtest.h>

using namespace redwell;

// The vectors are those of FIPS 180-4 and RFC 1321 for "abc".
TEST(Hasher, MakesAllThreeDigestsInOnePass) {
    Hasher hasher;
    hasher.add("a");
    hasher.add("bc");
    const auto hashes = hasher.finish();
    EXPECT_EQ(hashes.sha256.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hashes.sha1, "a9993e364706816aba3e25717850c26c9cd0d89d");
    EXPECT_EQ(hashes.md5, "900150983cd24fb0d6963f7d28e17f72");
    EXPECT_EQ(hashes.size, 3);
    EXPECT_EQ(hashes.sha256, sha256("abc"));
}

TEST(Sha256, ReadsOnlyHexadecimalOfFullLength) {
    EXPECT_EQ(Sha256::fromHex(sha256("x").hex())->hex(), sha256("x").hex());
    EXPECT_FALSE(Sha256::fromHex("12"));
    EXPECT_FALSE(Sha256::fromHex(std::string(64, 'g')));
}
