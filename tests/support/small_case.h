// A case in a temporary folder with documents whose words stand where the test says.
#pragma once

#include "casefile/case.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace redwell::support {

// Lines of words, each letter 6 points wide and 10 high, a line every 20 points from (72, 72).
inline documents::Page pageOf(const std::string& text, int number = 1) {
    documents::Page page;
    page.number = number;
    page.width = 612;
    page.height = 792;
    page.textSource = documents::TextSource::Embedded;
    page.confidence = 100;
    std::istringstream lines(text);
    std::string line;
    double y = 72;
    while (std::getline(lines, line)) {
        std::istringstream words(line);
        std::string word;
        double x = 72;
        while (words >> word) {
            const double width = 6.0 * static_cast<double>(word.size());
            page.words.push_back({word, {x, y, x + width, y + 10}, 100, false});
            x += width + 6;
        }
        if (!page.words.empty()) page.words.back().endsLine = true;
        y += 20;
    }
    page.text = documents::textOf(page.words);
    return page;
}

class SmallCase : public testing::Test {
protected:
    void SetUp() override {
        auto made = casefile::Case::create(m_folder.path() / "Matter",
                                           {"Matter", "America/New_York", casefile::CaseTemplate::standard()});
        ASSERT_TRUE(made) << made.error().message();
        m_case = std::move(*made);
        m_source = *m_case->write([](casefile::Database& database) -> Result<std::int64_t> {
            REDWELL_CHECK(database.run(
                "INSERT INTO sources(path, options, added_at, added_by) VALUES ('/evidence', '{}', 0, 'Ann')"));
            return database.lastInsertId();
        });
    }

    // pages: the text of each. The rest of the document comes from wanted.
    documents::Document put(documents::Document wanted, const std::vector<std::string>& pages,
                            const std::vector<documents::Message>& messages = {}) {
        static int count = 0;
        if (wanted.fileName.empty()) wanted.fileName = "exhibit " + std::to_string(++count) + ".pdf";
        wanted.sourcePath = "evidence/" + std::to_string(++count) + "/" + wanted.fileName;
        if (wanted.state == documents::State::Queued) wanted.state = documents::State::Reviewable;
        if (wanted.kind == documents::Kind::Unsupported && !pages.empty()) wanted.kind = documents::Kind::Pdf;
        wanted.pageCount = static_cast<int>(pages.size());
        if (wanted.title.empty()) wanted.title = wanted.fileName;
        if (!wanted.dateUtc) wanted.dateUtc = wanted.date.instant("America/New_York");
        auto stored = m_case->write([&](casefile::Database& database) -> Result<documents::Document> {
            documents::DocumentStore store(database);
            REDWELL_TRY(auto document, store.insert(wanted, m_source));
            int number = 0;
            for (const auto& text : pages) REDWELL_CHECK(store.putPage(document.id, pageOf(text, ++number)));
            REDWELL_CHECK(messages::MessageStore(database).replace(document.id, messages, "America/New_York"));
            store.index(document.id);
            return document;
        });
        EXPECT_TRUE(stored) << stored.error().message();
        return stored ? *stored : documents::Document{};
    }
    documents::Document put(const std::string& text) { return put({}, {text}); }

    template <class Change>
    auto write(Change&& change) {
        return m_case->write(std::forward<Change>(change));
    }

    TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
    std::int64_t m_source = 0;
};

}  // namespace redwell::support
