#include "processing/page_images.h"

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <future>

namespace redwell::processing {
namespace {

// One page of 144 by 72 points: its left half black.
std::string halfBlackPdf() {
    const std::string drawing = "0 0 72 72 re f";
    std::string pdf = "%PDF-1.4\n";
    std::vector<std::size_t> offsets;
    const auto object = [&](const std::string& body) {
        offsets.push_back(pdf.size());
        pdf += std::to_string(offsets.size()) + " 0 obj\n" + body + "\nendobj\n";
    };
    object("<< /Type /Catalog /Pages 2 0 R >>");
    object("<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
    object("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 144 72] /Resources << >> /Contents 4 0 R >>");
    object("<< /Length " + std::to_string(drawing.size()) + " >>\nstream\n" + drawing + "\nendstream");
    const auto table = pdf.size();
    pdf += "xref\n0 5\n0000000000 65535 f \n";
    for (const auto offset : offsets) {
        const auto digits = std::to_string(offset);
        pdf += std::string(10 - digits.size(), '0') + digits + " 00000 n \n";
    }
    return pdf + "trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n" + std::to_string(table) + "\n%%EOF\n";
}

class PageImagesTest : public testing::Test {
protected:
    void SetUp() override {
        auto pool = WorkerPool::start(1, "");
        ASSERT_TRUE(pool) << pool.error().message();
        m_pool = std::move(*pool);
        ASSERT_TRUE(writeFile(file(), halfBlackPdf()));
    }
    std::filesystem::path file() const { return m_folder.path() / "half.pdf"; }
    FileDescriptor open() const { return std::move(*openForReading(file())); }
    WorkerPool& pool() { return *m_pool; }

private:
    support::TemporaryFolder m_folder;
    std::unique_ptr<WorkerPool> m_pool;
};

TEST_F(PageImagesTest, DrawsThePageAtTheResolutionAskedFor) {
    PageImages images(pool());
    const auto raster = images.render(open(), {.fileName = "half.pdf", .dpi = 144, .gray = true});
    ASSERT_TRUE(raster) << raster.error().message();
    EXPECT_EQ(raster->width, 288);
    EXPECT_EQ(raster->height, 144);
    EXPECT_EQ(raster->format, documents::Raster::Format::Gray8);
    EXPECT_LT(raster->line(70)[40], 10);
    EXPECT_GT(raster->line(70)[240], 245);
}

TEST_F(PageImagesTest, TurnsThePageAsAsked) {
    PageImages images(pool());
    const auto raster = images.render(open(), {.fileName = "half.pdf", .dpi = 72, .rotation = 90});
    ASSERT_TRUE(raster) << raster.error().message();
    EXPECT_EQ(raster->width, 72);
    EXPECT_EQ(raster->height, 144);
    EXPECT_LT(raster->line(20)[36 * 3], 10);  // clockwise: the left half is now the upper one
    EXPECT_GT(raster->line(120)[36 * 3], 245);
}

TEST_F(PageImagesTest, ServesManyThreadsAtOnce) {
    PageImages images(pool());
    std::vector<std::future<bool>> asked;
    for (int i = 0; i < 4; ++i)
        asked.push_back(std::async(std::launch::async, [&images, this, i] {
            for (int turn = 0; turn < 5; ++turn) {
                const auto raster = images.render(open(), {.fileName = "half.pdf", .dpi = 72.0 + i});
                if (!raster || raster->width != 144 + 2 * i) return false;
            }
            return true;
        }));
    for (auto& result : asked) EXPECT_TRUE(result.get());
}

TEST_F(PageImagesTest, APageThatIsNotThereIsAnErrorWithTheFilesName) {
    PageImages images(pool());
    const auto raster = images.render(open(), {.fileName = "half.pdf", .page = 2});
    ASSERT_FALSE(raster);
    EXPECT_EQ(raster.error().where, "half.pdf");
}

TEST_F(PageImagesTest, AStoppedRequestIsCancelledWithoutWork) {
    PageImages images(pool());
    std::stop_source stop;
    stop.request_stop();
    const auto raster = images.render(open(), {.fileName = "half.pdf"}, stop.get_token());
    ASSERT_FALSE(raster);
    EXPECT_EQ(raster.error().kind, ErrorKind::Cancelled);
}

}  // namespace
}  // namespace redwell::processing
