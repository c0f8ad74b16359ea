package io.slime.gateway.s3.xml;

import io.slime.gateway.s3.error.S3Error;
import io.slime.gateway.s3.error.S3Exception;
import io.slime.gateway.s3.header.WireText;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a document that a client sent: its local name, its text, its children. Namespaces and attributes are not
 * looked at; a document type, and any entity but the five of XML, is refused.
 *
 * @param name the name without prefix
 * @param text its own text, as it stands
 * @param children the elements in it, in order
 */
public record XmlElement(String name, String text, List<XmlElement> children) {
    private static final String BOM = "\ufeff";
    private static final int MAX_DEPTH = 8;

    /** Most elements of a document: 10,000 parts with five elements each, and some. */
    private static final int MAX_ELEMENTS = 65_536;

    /** Keeps a copy. */
    public XmlElement {
        children = List.copyOf(children);
    }

    /**
     * Reads a document, which must be UTF-8.
     *
     * @param body the document; its size is the caller's to bound
     * @param root the name that its root must have
     * @throws S3Exception {@code MalformedXML}
     */
    public static XmlElement parse(byte[] body, String root) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // read here, since the parser writes of bytes that are no UTF-8 to the standard error output
        String text = WireText.utf8(body, 0, body.length).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML));
        try {
            XMLStreamReader reader =
                    factory.createXMLStreamReader(new StringReader(text.startsWith(BOM) ? text.substring(1) : text));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                refuse(reader.getEventType() == XMLStreamConstants.DTD);
            }
            XmlElement element = new Parse(reader).element(1);
            while (reader.hasNext()) {
                reader.next();
            }
            refuse(!element.name().equals(root));
            return element;
        } catch (XMLStreamException | RuntimeException e) {
            throw e instanceof S3Exception known ? known : new S3Exception(S3Error.MALFORMED_XML);
        }
    }

    /** The first child of that name. */
    public Optional<XmlElement> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).findFirst();
    }

    /** All children of that name. */
    public List<XmlElement> all(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).toList();
    }

    /** The text of the first child of that name. */
    public Optional<String> textOf(String childName) {
        return child(childName).map(XmlElement::text);
    }

    /**
     * The text of the one child of that name that must be there.
     *
     * @throws S3Exception {@code MalformedXML}
     */
    public String required(String childName) {
        return textOf(childName).orElseThrow(() -> new S3Exception(S3Error.MALFORMED_XML));
    }

    private static void refuse(boolean wrong) {
        if (wrong) {
            throw new S3Exception(S3Error.MALFORMED_XML);
        }
    }

    /** One parse under way. */
    private static final class Parse {
        private final XMLStreamReader reader;
        private int elements;

        Parse(XMLStreamReader reader) {
            this.reader = reader;
        }

        XmlElement element(int depth) throws XMLStreamException {
            refuse(depth > MAX_DEPTH || ++elements > MAX_ELEMENTS);
            String name = reader.getLocalName();
            StringBuilder text = new StringBuilder();
            List<XmlElement> children = new ArrayList<>();
            while (true) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1));
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        text.append(reader.getText());
                    case XMLStreamConstants.END_ELEMENT -> {
                        return new XmlElement(name, text.toString(), children);
                    }
                    case XMLStreamConstants.COMMENT, XMLStreamConstants.PROCESSING_INSTRUCTION -> {}
                    default -> refuse(true);
                }
            }
        }
    }
}
