// One message of a scan is called, compared, settled and redacted wherever it is seen, and is gone from the volume.
#include "program.h"

#include <pango/pangocairo.h>

#include <cairo-pdf.h>

#include <memory>

namespace redwell::journeys {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "Counsel told us that the fiction subset came from the mirror in Riga";

// A page of lines as a PDF, which is then made a scan.
void drawPdf(const fs::path& file, const std::vector<std::string>& lines) {
    const std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)> surface(
        cairo_pdf_surface_create(file.c_str(), 612, 792), cairo_surface_destroy);
    const std::unique_ptr<cairo_t, decltype(&cairo_destroy)> cairo(cairo_create(surface.get()), cairo_destroy);
    const std::unique_ptr<PangoLayout, decltype(&g_object_unref)> layout(pango_cairo_create_layout(cairo.get()),
                                                                         g_object_unref);
    const std::unique_ptr<PangoFontDescription, decltype(&pango_font_description_free)> font(
        pango_font_description_from_string("Liberation Sans"), pango_font_description_free);
    pango_font_description_set_absolute_size(font.get(), 12 * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), font.get());
    double y = 72;
    for (const auto& line : lines) {
        pango_layout_set_text(layout.get(), line.c_str(), -1);
        cairo_move_to(cairo.get(), 72, y);
        pango_cairo_show_layout(cairo.get(), layout.get());
        y += 18;
    }
}

class MessageDecisions : public Journey {
protected:
    void SetUp() override {
        fs::create_directories(folder() / "evidence");
        drawPdf(folder() / "chat.pdf", {"[2023-10-24 09:01:10] Imogen Vale: Did anybody ask where the novels are from?",
                                        std::string("[2023-10-24 09:02:31] Ben Okoro: ") + kSecret,
                                        "[2023-10-24 09:04:02] Imogen Vale: Then we should stop the crawl today.",
                                        "[2023-10-24 09:05:47] Dov Lind: I will tell the others at lunch.",
                                        "[2023-10-24 09:07:15] Ben Okoro: Please do not write more of it here.",
                                        "[2023-10-24 09:09:33] Imogen Vale: Agreed, see you at the meeting."});
        ASSERT_EQ(
            shell("cd " + quoted(folder().string()) + " && pdftoppm -r 300 -gray -tiff chat.pdf evidence/chat").code,
            0);
        put("evidence/memo.txt", std::string("Memo of the afternoon\n\nBen wrote this in the chat:\n\n") + kSecret +
                                     ".\n\nThe crawl is to be stopped.\n");
        newCase();
        done({"ingest", matter(), (folder() / "evidence").string()});
        done({"code", matter(), "--query", "*", "--set", "responsiveness=responsive", "--set", "privilege=none", "--by",
              "Ann"});
        for (const auto& d : done({"documents", matter(), "--json"}).lines())
            (d.at("file_name") == "memo.txt" ? m_memo : m_chat) = d.at("control_number");
        for (const auto& m : done({"messages", matter(), "--document", m_chat, "--json"}).lines())
            if (m.at("body").get<std::string>().find("mirror") != std::string::npos)
                m_number = std::to_string(m.at("message").get<int>());
        ASSERT_FALSE(m_number.empty()) << done({"messages", matter(), "--document", m_chat}).out;
    }
    fs::path produced(const std::string& volume, const std::string& format) {
        const auto spec =
            put(volume + ".json", R"({"volume": ")" + volume +
                                      R"(", "query": "*", "bates": {"prefix": "CHAT-"}, "image": {"format": ")" +
                                      format + R"("}, "load_files": ["dat", "opt"]})");
        done({"produce", matter(), "--spec", spec.string(), "--out", (folder() / "out").string(), "--by", "Ann"});
        done({"verify", (folder() / "out" / volume).string(), "--case", matter()});
        return folder() / "out" / volume;
    }
    // Letters and digits of everything that can be read off the volume with other programs.
    std::string legible(const fs::path& volume) {
        const auto ran =
            shell("cd " + quoted(volume.string()) +
                  " && { find . -type f -name '*.tif' -exec tesseract {} - \\; ; find . -type f -name "
                  "'*.pdf' -exec pdftotext {} - \\; ; find . -name '*.pdf' -exec pdftoppm -r 200 -gray {} " +
                  quoted((folder() / "page").string()) + " \\; ; for p in " + quoted((folder() / "page").string()) +
                  "*; do [ -e \"$p\" ] && tesseract \"$p\" - ; done; cat $(find . -name '*.txt') DATA/*; } "
                  "2>/dev/null | tr '[:upper:]' '[:lower:]' | tr -cd '[:alnum:]'");
        return ran.out;
    }
    std::string m_chat, m_memo, m_number;
};

TEST_F(MessageDecisions, ARedactedMessageIsGoneFromTheVolumeWithItsQuotations) {
    const std::vector<std::string> redact{"redact",   matter(),     "--document", m_chat, "--message",    m_number,
                                          "--reason", "Privileged", "--by",       "Ann",  "--everywhere", "--json"};
    auto dry = redact;
    dry.push_back("--dry-run");
    const auto sightings = done(dry).lines();
    ASSERT_EQ(sightings.size(), 2u);
    EXPECT_EQ(sightings[0].at("how"), "itself");
    EXPECT_EQ(sightings[1].at("control_number"), m_memo);
    EXPECT_EQ(sightings[1].at("how"), "quotation");
    EXPECT_THAT(done({"documents", matter(), "--query", "has:redaction", "--json"}).lines(), testing::IsEmpty());
    const auto covered = done(redact).json();
    EXPECT_EQ(covered.at("documents"), 2);
    EXPECT_TRUE(covered.at("unlocated").empty());

    const auto volume = produced("VOL1", "tiff");
    const auto text = legible(volume);
    EXPECT_THAT(text, HasSubstr("thecrawl")) << "what is open stays";
    for (const char* word : {"mirror", "counsel", "fiction"}) EXPECT_THAT(text, Not(HasSubstr(word)));
    const auto checker = shared() / "checks/leak_check.sh";
    if (!fs::exists(checker)) GTEST_SKIP() << "the checker for leaks is not here";
    const auto secrets = put("secrets.txt", "fiction subset came\nmirror in Riga\nCounsel told us\n");
    const auto ran =
        shell("bash " + quoted(checker.string()) + " " + quoted(volume.string()) + " " + quoted(secrets.string()));
    EXPECT_EQ(ran.code, 0) << ran.out;
    EXPECT_THAT(ran.out, HasSubstr("no leak"));
}

TEST_F(MessageDecisions, ReviewersDifferAreSettledAndHoldTheProductionBack) {
    const auto call = [&](const std::string& by, const std::string& value) {
        done(
            {"code", matter(), "--document", m_chat, "--message", m_number, "--set", "privilege=" + value, "--by", by});
    };
    call("Ann", "attorney_client");
    call("Ben", "none");
    const auto rows = done({"compare", matter(), "--reviewers", "Ann,Ben", "--document", m_chat, "--json"}).lines();
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].at("calls").at("Ann"), "attorney_client");
    EXPECT_EQ(rows[0].at("calls").at("Ben"), "none");
    EXPECT_EQ(rows[0].at("differs"), true);
    EXPECT_EQ(done({"messages", matter(), "--query", "is:disagreed", "--json"}).lines().size(), 1u);
    const auto spec = put("spec.json", R"({"volume": "V", "bates": {"prefix": "C-"}})").string();
    const auto held = ctl({"produce", matter(), "--spec", spec, "--out", (folder() / "out").string()});
    EXPECT_EQ(held.code, 1);
    EXPECT_THAT(held.err, HasSubstr(m_chat));
    done({"settle", matter(), "--document", m_chat, "--message", m_number, "--set", "privilege=none", "--by", "Cara"});
    EXPECT_EQ(done({"compare", matter(), "--reviewers", "Ann,Ben", "--open", "--json"}).out, "");
    EXPECT_EQ(ctl({"produce", matter(), "--spec", spec, "--out", (folder() / "out").string()}).code, 0);
    done({"audit", matter(), "--verify"});
}

TEST_F(MessageDecisions, ACorrectionIsKeptAndFound) {
    done({"correct", matter(), "--document", m_chat, "--message", m_number, "--from", "Benedict Okoro", "--sent",
          "2023-10-24T09:02:32", "--by", "Ann"});
    const auto found = done({"messages", matter(), "--query", "from:benedict", "--json"}).lines();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].at("sent"), "2023-10-24T09:02:32");
    const auto merged =
        done({"correct", matter(), "--document", m_chat, "--message", "1", "--merge-next", "--by", "Ann", "--json"});
    EXPECT_EQ(merged.json().at("messages"), 5);
}

TEST_F(MessageDecisions, WrongUsageIsSaidInOneLine) {
    for (const auto& [arguments, code] : std::vector<std::pair<std::vector<std::string>, int>>{
             {{"correct", matter(), "--document", m_chat, "--message", "1", "--by", "Ann"}, 2},
             {{"correct", matter(), "--document", m_chat, "--message", "1", "--sent", "noon", "--by", "Ann"}, 2},
             {{"correct", matter(), "--document", m_chat, "--message", "1", "--split-at-line", "9", "--by", "Ann"}, 2},
             {{"correct", matter(), "--document", m_chat, "--message", "99", "--remove", "--by", "Ann"}, 1},
             {{"compare", matter(), "--reviewers", "Ann"}, 2},
             {{"compare", matter(), "--reviewers", "Ann,Nobody"}, 1},
             {{"settle", matter(), "--document", m_chat, "--message", "1", "--set", "hot=true", "--by", "Ann"}, 1},
             {{"code", matter(), "--message", "1", "--query", "*", "--set", "hot=true", "--by", "Ann"}, 2},
             {{"code", matter(), "--document", m_chat, "--message", "x", "--set", "hot=true", "--by", "Ann"}, 2},
             {{"redact", matter(), "--message", "1", "--reason", "x", "--by", "Ann"}, 2},
             {{"redact", matter(), "--document", m_chat, "--reason", "x", "--by", "Ann"}, 2},
             {{"redact", matter(), "--find", "crawl", "--reason", "x", "--by", "Ann"}, 2}}) {
        const auto ran = ctl(arguments);
        EXPECT_EQ(ran.code, code) << line(arguments) << "\n" << ran.out << ran.err;
        EXPECT_EQ(linesIn(ran.err), 1) << ran.err;
        EXPECT_EQ(ran.out, "") << line(arguments);
    }
}

}  // namespace
}  // namespace redwell::journeys
