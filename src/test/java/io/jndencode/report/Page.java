package io.jndencode.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report's page, read strictly: one element not closed, one attribute not quoted, and there is none. */
public record Page(Document document) {
    public static Page of(String html) {
        try {
            DocumentBuilder builder =
                    DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
            builder.setErrorHandler(null);
            return new Page(builder.parse(new InputSource(new StringReader(html))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError("the page is not well-formed: " + e.getMessage(), e);
        }
    }

    public List<Element> all(String tag) {
        NodeList found = document.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    public String text(String tag) {
        return all(tag).get(0).getTextContent().strip();
    }

    private Element table() {
        return all("table").stream()
                .filter(table -> table.getAttribute("id").equals("shots"))
                .findFirst()
                .orElseThrow();
    }

    /** The cells of one column of the table of shots. */
    List<Element> column(String name) {
        NodeList rows = table().getElementsByTagName("tr");
        int index = cells((Element) rows.item(0)).stream()
                .map(Element::getTextContent)
                .toList()
                .indexOf(name);
        return IntStream.range(1, rows.getLength())
                .mapToObj(row -> cells((Element) rows.item(row)).get(index))
                .toList();
    }

    private static List<Element> cells(Element row) {
        List<Element> cells = new ArrayList<>();
        for (int i = 0; i < row.getChildNodes().getLength(); i++) {
            if (row.getChildNodes().item(i) instanceof Element cell) {
                cells.add(cell);
            }
        }
        return cells;
    }

    /** The value a cell stands for. */
    static double value(Element cell) {
        return Double.parseDouble(cell.hasAttribute("data-v") ? cell.getAttribute("data-v") : cell.getTextContent());
    }
}
