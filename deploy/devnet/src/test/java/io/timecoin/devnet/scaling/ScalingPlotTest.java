package io.timecoin.devnet.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.timecoin.devnet.plot.Xml;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

final class ScalingPlotTest {

  @Test
  void bothPanelsHaveTheirFiguresAndUnits() throws Exception {
    String file =
        ScalingPlot.of(Results.report(null, Results.share(), Results.changes(0, 0, 0, 0)));
    Document document = Xml.parse(file);

    assertThat(texts(document))
        .contains("payments per second", "instances", "milliseconds", "seconds")
        .contains("3.80 times one, 13.16 \u00b5s/signature", "4 \u2192 1 killed", "7,012 ms");
    // Nine measurements and three medians.
    assertThat(Xml.all(document, "circle")).hasSize(12);
    assertThat(Xml.all(document, "polyline")).hasSize(2);
  }

  @Test
  void moreInstancesStandFurtherRightAndHigher() throws Exception {
    Document document = Xml.parse(ScalingPlot.of(Results.report(null, Results.share(), null)));

    List<Element> medians =
        Xml.all(document, "circle").stream()
            .filter(circle -> circle.getAttribute("class").equals("data"))
            .toList();
    assertThat(medians).hasSize(3);
    assertThat(medians.stream().map(median -> number(median, "cx"))).isSorted();
    assertThat(medians.reversed().stream().map(median -> number(median, "cy"))).isSorted();
  }

  @Test
  void everythingIsInsideThePicture() throws Exception {
    Document document =
        Xml.parse(
            ScalingPlot.of(Results.report(null, Results.share(), Results.changes(0, 0, 0, 0))));
    double height = number(document.getDocumentElement(), "height");

    for (Element line : Xml.all(document, "line")) {
      assertThat(number(line, "y1")).isBetween(0.0, height);
      assertThat(number(line, "y2")).isBetween(0.0, height);
    }
    double width = number(document.getDocumentElement(), "width");
    for (Element text : Xml.all(document, "text")) {
      if (text.getAttribute("text-anchor").equals("start")) {
        // Letters of 12 pixels' height are no wider on average.
        assertThat(number(text, "x") + 6.5 * text.getTextContent().length()).isLessThan(width);
      }
    }
  }

  private static List<String> texts(Document document) {
    return Xml.all(document, "text").stream().map(Element::getTextContent).toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
