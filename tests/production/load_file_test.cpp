#include "production/load_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace redwell::production {
namespace {

using Rows = std::vector<std::vector<std::string>>;
using testing::HasSubstr;
const std::vector<std::string> kColumns = {"BEGBATES", "SUBJECT", "TO"};

TEST(Dat, IsWrittenAsReviewPlatformsReadIt) {
    const Rows rows = {{"M1", "Books", ""}};
    EXPECT_EQ(writeDat(kColumns, rows),
              "\xEF\xBB\xBF\u00feBEGBATES\u00fe\x14\u00feSUBJECT\u00fe\x14\u00feTO\u00fe\r\n"
              "\u00feM1\u00fe\x14\u00fe"
              "Books\u00fe\x14\u00fe\u00fe\r\n");
}

TEST(Dat, GivesBackWhatWasWritten) {
    const Rows rows = {{"M1", "thorn \u00fe and \u00fe\u00fe twice", "a; b"},
                       {"M2", "\u00fe", "\u00feat both ends\u00fe"},
                       {"M3", "two\nlines\n", "Zoë Öberg 北京"},
                       {"M4", "", ""}};
    const auto table = readDat(writeDat(kColumns, rows));
    ASSERT_TRUE(table) << table.error().message();
    EXPECT_EQ(table->columns, kColumns);
    EXPECT_EQ(table->rows, rows);
}

TEST(Dat, AValueNeverMakesAColumnOrARecord) {
    const Rows rows = {{"M1", "a\u00fe\x14\u00feb", "c\u00fe\r\n\u00feM9\u00fe"}};
    const auto bytes = writeDat(kColumns, rows);
    const auto table = readDat(bytes);
    ASSERT_TRUE(table) << table.error().message();
    ASSERT_EQ(table->rows.size(), 1u);
    EXPECT_EQ(table->rows[0], (std::vector<std::string>{"M1", "a\u00fe \u00feb", "c\u00fe\n\u00feM9\u00fe"}));
    EXPECT_EQ(std::ranges::count(bytes, '\n'), 2);
    EXPECT_EQ(std::ranges::count(bytes, '\x14'), 4);
}

TEST(Dat, ARaggedOrBrokenRowIsNamed) {
    const auto refused = [](const std::string& bytes, const std::string& says) {
        const auto table = readDat(bytes);
        ASSERT_FALSE(table) << bytes;
        EXPECT_EQ(table.error().kind, ErrorKind::Damaged);
        EXPECT_THAT(table.error().message(), HasSubstr(says));
    };
    const std::string header = "\u00feA\u00fe\x14\u00feB\u00fe\r\n";
    refused(header + "\u00fe1\u00fe\r\n", "record 1");
    refused(header + "\u00fe1\u00fe\x14\u00fe2\u00fe\r\n\u00fe1\u00fe\x14\u00fe2\u00fe\x14\u00fe3\u00fe\r\n",
            "record 2");
    refused(header + "1,2\r\n", "record 1");
    refused(header + "\u00fe1\u00fe\x14\u00fe2", "record 1");
    refused(header + "\u00fe1\u00fe\x14\u00fe2\u00fe", "record 1");
    refused(header + "\u00fe1\u00fe\x14", "record 1");
    refused("", "record 0");
    refused("\xEF\xBB\xBF", "record 0");
}

TEST(Csv, QuotesAsTheStandardSays) {
    const Rows rows = {{"M1", "a, \"b\"", "line\r\nline"}};
    EXPECT_EQ(writeCsv(kColumns, rows),
              "\xEF\xBB\xBF"
              "BEGBATES,SUBJECT,TO\r\nM1,\"a, \"\"b\"\"\",\"line\r\nline\"\r\n");
}

TEST(Csv, NoCellIsAFormula) {
    for (const std::string cell : {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "=cmd|' /C calc'!A0"}) {
        const Rows rows = {{cell, "", ""}};
        const auto bytes = writeCsv(kColumns, rows);
        const auto line = bytes.substr(bytes.find("\r\n") + 2);
        EXPECT_TRUE(line.starts_with("'") || line.starts_with("\"'")) << bytes;
    }
}

TEST(Opt, GivesBackWhatWasWritten) {
    const std::vector<ImageEntry> images = {{"M1", "VOL", "IMAGES\\0001\\M1.tif", true, 2},
                                            {"M2", "VOL", "IMAGES\\0001\\M2.jpg", false, 0},
                                            {"M3", "VOL", "IMAGES\\0001\\M3.tif", true, 1}};
    const auto bytes = writeOpt(images);
    EXPECT_TRUE(bytes.starts_with("M1,VOL,IMAGES\\0001\\M1.tif,Y,,,2\r\nM2,VOL,IMAGES\\0001\\M2.jpg,,,,\r\n")) << bytes;
    const auto read = readOpt(bytes);
    ASSERT_TRUE(read) << read.error().message();
    EXPECT_EQ(*read, images);
}

TEST(Opt, ALineThatIsNoneIsNamed) {
    for (const char* bytes :
         {"M1,VOL,a.tif,Y,,,1", "M1,VOL,a.tif,Y,,\r\n", ",VOL,a.tif,Y,,,1\r\n", "M1,VOL,a.tif,Y,,,many\r\n",
          "M1,VOL,a.tif,Y,,,\r\n", "M1,VOL,a.tif,N,,,1\r\n", "M1,VOL,a.tif,Y,,,99999999999\r\n", "\r\n"}) {
        const auto read = readOpt(bytes);
        ASSERT_FALSE(read) << bytes;
        EXPECT_EQ(read.error().kind, ErrorKind::Damaged);
        EXPECT_THAT(read.error().message(), HasSubstr("record 1"));
    }
}

TEST(Lfp, NamesTheKindOfEachImage) {
    const std::vector<ImageEntry> images = {{"M1", "VOL", "IMAGES\\0001\\M1.tif", true, 2},
                                            {"M2", "VOL", "IMAGES\\0001\\M2.jpg", false, 0}};
    EXPECT_EQ(writeLfp(images), "IM,M1,D,0,@VOL;IMAGES\\0001;M1.tif;2,0\r\nIM,M2,,0,@VOL;IMAGES\\0001;M2.jpg;4,0\r\n");
}

}  // namespace
}  // namespace redwell::production
