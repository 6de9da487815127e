// How Tesseract hands a line's picture to its network.
#pragma once

namespace redwell::ocr {

// Before it recognizes a line, Tesseract 5 writes the line's picture as PNG into memory and reads it back at once; a
// seventh of the time of a page goes into compressing what is thrown away. As long as one of these lives, such
// pictures of its thread are written in Leptonica's own form, pixel for pixel the same.
class PlainLinePictures {
public:
    PlainLinePictures();
    ~PlainLinePictures();
    PlainLinePictures(const PlainLinePictures&) = delete;
    PlainLinePictures& operator=(const PlainLinePictures&) = delete;

    static long written();  // pictures that this thread has written so

private:
    bool m_before;
};

}  // namespace redwell::ocr
