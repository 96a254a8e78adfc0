package enospc.plan;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/// Breaks lines between the members of objects and lists, but keeps an object inside of a list on one line.
final class OneALine extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1;

    private int lists;

    OneALine() {
        indentArraysWith(new DefaultIndenter("  ", "\n"));
        indentObjectsWith(new DefaultIndenter("  ", "\n"));
    }

    @Override
    public OneALine createInstance() {
        return new OneALine();
    }

    @Override
    public void writeStartArray(JsonGenerator json) throws IOException {
        super.writeStartArray(json);
        lists++;
        indentObjectsWith(NopIndenter.instance);
    }

    @Override
    public void writeEndArray(JsonGenerator json, int values) throws IOException {
        lists--;
        if (lists == 0) {
            indentObjectsWith(new DefaultIndenter("  ", "\n"));
        }
        super.writeEndArray(json, values);
    }
}
