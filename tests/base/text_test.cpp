#include "base/text.h"

#include <gtest/gtest.h>

using namespace redwell;

TEST(Text, InvalidBytesBecomeReplacementCharacters) {
    EXPECT_EQ(cleanUtf8("a\xff\xfe z"), "a\uFFFD\uFFFD z");
    EXPECT_TRUE(isValidUtf8(cleanUtf8("\xc3\x28\xe2\x82")));
    EXPECT_EQ(cleanUtf8(std::string_view("a\0b", 3)), "a b");
}

TEST(Text, FoldsCaseAccentsAndWidth) {
    EXPECT_EQ(fold("Luc-André FONTAINE"), "luc-andre fontaine");
    EXPECT_EQ(fold("ＡＢ①"), "ab1");
    EXPECT_EQ(foldToAlphanumeric("Vale, Imogen (Legal)"), "valeimogenlegal");
}

TEST(Text, CollapsesWhiteSpace) {
    EXPECT_EQ(collapseWhitespace("  a \t\n b  "), "a b");
    EXPECT_EQ(collapseWhitespace(" \n "), "");
}

TEST(Text, ElidesByCharacterNotByByte) { EXPECT_EQ(elide("ééééé", 3), "éé\u2026"); }

TEST(Text, ShowsBidirectionalOverrides) { EXPECT_EQ(escapeControls("gpj\u202Eexe"), "gpj<U+202E>exe"); }
