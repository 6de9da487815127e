// bench_tesseract_loop IMAGE...: the bare peer for OCR. Two threads, one engine each, nothing kept: what Tesseract
// itself costs.
#include <leptonica/allheaders.h>
#include <tesseract/baseapi.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <thread>

int main(int argc, char** argv) {
    std::atomic<int> next{1}, failed{0};
    std::atomic<std::size_t> letters{0};
    const auto work = [&] {
        tesseract::TessBaseAPI api;
        if (api.Init(nullptr, "eng", tesseract::OEM_LSTM_ONLY) != 0) {
            ++failed;
            return;
        }
        api.SetPageSegMode(tesseract::PSM_AUTO);
        for (int i = next++; i < argc; i = next++) {
            Pix* image = pixRead(argv[i]);
            if (!image) {
                ++failed;
                continue;
            }
            api.SetImage(image);
            api.SetSourceResolution(300);
            if (char* text = api.GetUTF8Text()) {
                letters += std::char_traits<char>::length(text);
                delete[] text;
            }
            pixDestroy(&image);
        }
    };
    std::thread first(work), second(work);
    first.join();
    second.join();
    std::printf("%zu letters on %d pages\n", letters.load(), argc - 1);
    return failed ? 1 : 0;
}
